using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace SqueezeNet.Embedded.Flashing.Ports;

/// <summary>
/// Waits for a port that vanishes with each reset of its board, as the S3's own USB does; it may come back under
/// another name.
/// </summary>
public sealed class PortReturn
{
    private static readonly TimeSpan step = TimeSpan.FromMilliseconds(100);

    private readonly PortList ports;
    private readonly TimeSpan patience;
    private readonly HashSet<string> others;
    private readonly string? serialNumber;
    private string name;

    /// <summary>Remembers a port that is there, or will be.</summary>
    /// <param name="ports">The computer's ports.</param>
    /// <param name="name">The port.</param>
    /// <param name="patience">How long it may stay away.</param>
    public PortReturn(PortList ports, string name, TimeSpan patience)
    {
        this.ports = ports;
        this.name = name;
        this.patience = patience;
        IReadOnlyList<SerialPortInfo> all = ports.All();
        serialNumber = all.FirstOrDefault(port => port.Name == name)?.SerialNumber;
        others = [.. all.Where(port => port.Name != name).Select(port => port.Name)];
    }

    /// <summary>Waits until the port is there.</summary>
    /// <returns>Its name of now.</returns>
    /// <exception cref="FlashingException">It stays away.</exception>
    public async Task<string> WaitAsync(CancellationToken cancellation)
    {
        for (TimeSpan waited = TimeSpan.Zero; waited <= patience; waited += step)
        {
            if (Find() is string there)
            {
                name = there;
                return there;
            }

            await Task.Delay(step, cancellation).ConfigureAwait(false);
        }

        throw new FlashingException(
            FlashingCause.Environment,
            $"{name} went away and did not come back in {patience.TotalSeconds:0} s. Plug the board in again; if that "
            + "does not help, hold BOOT, press RESET, release BOOT. Then repeat the command: it goes on where it was.");
    }

    private string? Find()
    {
        if (ports.Has(name))
        {
            return name;
        }

        SerialPortInfo[] fresh = [.. ports.All().Where(port => !others.Contains(port.Name))];
        return serialNumber is null
            ? fresh.Length == 1 ? fresh[0].Name : null
            : fresh.FirstOrDefault(port => port.SerialNumber == serialNumber)?.Name;
    }
}
