using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using SqueezeNet.Embedded.Flashing.Devices;

namespace SqueezeNet.Embedded.Tests.Flashing.Steps;

/// <summary>A board with simulated flash that says what a test tells it to say.</summary>
internal sealed class SimulatedBoard(SimulatedFlash flash) : IBoardReach, INodeDeployment, INodeWatch
{
    public SimulatedFlash Memory => flash;

    public IBoardFlash Flash => flash;

    public INodeDeployment Deployment => this;

    public INodeWatch Watch => this;

    /// <summary>What it says after a start.</summary>
    public NodeStart Says { get; set; } = new(null, null, null, null);

    /// <summary>Files that were stored: their text and their rights.</summary>
    public List<(string Text, string File)> Stored { get; } = [];

    public UnixFileMode Mode { get; private set; }

    public Task DeployAsync(string imageFile, CancellationToken cancellation)
    {
        throw new InvalidOperationException("the application goes through the ROM loader");
    }

    public Task WriteSettingsAsync(string settingsFile, CancellationToken cancellation)
    {
        flash.Calls.Add("settings");
        Stored.Add((File.ReadAllText(settingsFile), settingsFile));
        Mode = OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(settingsFile);
        return Task.CompletedTask;
    }

    public Task WriteWifiAsync(string ssid, string password, CancellationToken cancellation)
    {
        flash.Calls.Add($"wifi {ssid} {password.Length}");
        return Task.CompletedTask;
    }

    public Task<NodeStart> FollowAsync(TimeSpan longest, CancellationToken cancellation)
    {
        flash.Calls.Add("watch");
        return Task.FromResult(Says);
    }
}
