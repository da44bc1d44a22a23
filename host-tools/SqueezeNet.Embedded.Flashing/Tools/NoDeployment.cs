using System;
using System.Threading;
using System.Threading.Tasks;
using SqueezeNet.Embedded.Flashing.Devices;

namespace SqueezeNet.Embedded.Flashing.Tools;

/// <summary>Of a job that stores nothing: nanoff need not be there.</summary>
internal sealed class NoDeployment : INodeDeployment
{
    public Task DeployAsync(string imageFile, CancellationToken cancellation)
    {
        throw Unexpected();
    }

    public Task WriteSettingsAsync(string settingsFile, CancellationToken cancellation)
    {
        throw Unexpected();
    }

    public Task WriteWifiAsync(string ssid, string password, CancellationToken cancellation)
    {
        throw Unexpected();
    }

    private static InvalidOperationException Unexpected()
    {
        return new InvalidOperationException("Nothing was to be stored.");
    }
}
