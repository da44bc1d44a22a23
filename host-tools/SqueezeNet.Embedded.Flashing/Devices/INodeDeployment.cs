using System.Threading;
using System.Threading.Tasks;

namespace SqueezeNet.Embedded.Flashing.Devices;

/// <summary>
/// A board whose nanoCLR answers over nanoFramework's wire protocol: what only it can take, since it owns the file
/// system and the Wi-Fi configuration.
/// </summary>
public interface INodeDeployment
{
    /// <summary>Writes the application into the partition deploy.</summary>
    /// <param name="imageFile">A .bin of assemblies.</param>
    /// <param name="cancellation">Ends it between two commands.</param>
    Task DeployAsync(string imageFile, CancellationToken cancellation);

    /// <summary>Writes I:\node.json.</summary>
    Task WriteSettingsAsync(string settingsFile, CancellationToken cancellation);

    /// <summary>
    /// Stores the Wi-Fi network that the board joins. The password is never printed nor left in a file.
    /// </summary>
    Task WriteWifiAsync(string ssid, string password, CancellationToken cancellation);
}
