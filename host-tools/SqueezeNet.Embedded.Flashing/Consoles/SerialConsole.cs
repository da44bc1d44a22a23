using System;
using System.IO;
using System.IO.Ports;
using System.Threading;
using System.Threading.Tasks;
using SqueezeNet.Embedded.Flashing.Ports;

namespace SqueezeNet.Embedded.Flashing.Consoles;

/// <summary>
/// A board's serial port. Opening does not reset the board. A port that vanishes with a reset, as the S3's own USB
/// does, is opened again when it is back.
/// </summary>
public sealed class SerialConsole : IConsole
{
    /// <summary>nanoCLR's speed; the S3's own USB has none.</summary>
    public const int DefaultBaud = 921600;

    // Longer than the capacitor at a chip's reset pin takes.
    private static readonly TimeSpan resetPulse = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(10);

    private readonly PortList ports;
    private readonly PortReturn back;
    private readonly int baud;
    private SerialPort port;

    /// <summary>Opens a port.</summary>
    /// <param name="ports">The computer's ports.</param>
    /// <param name="name">The port.</param>
    /// <param name="baud">Bits a second.</param>
    /// <exception cref="FlashingException">It cannot be opened.</exception>
    public SerialConsole(PortList ports, string name, int baud = DefaultBaud)
    {
        this.ports = ports;
        this.baud = baud;
        back = new PortReturn(ports, name, patience);
        port = Open(name);
    }

    /// <inheritdoc/>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        while (true)
        {
            int read = await TryReadAsync(buffer, cancellation).ConfigureAwait(false);
            if (read > 0)
            {
                return read;
            }

            cancellation.ThrowIfCancellationRequested();
            port.Dispose();
            port = Open(await back.WaitAsync(cancellation).ConfigureAwait(false));
        }
    }

    /// <inheritdoc/>
    public async Task ResetAsync(CancellationToken cancellation)
    {
        // RTS pulls the reset pin down while DTR leaves the boot pin alone, through two transistors or in the S3's USB.
        SetLines(dtr: false, rts: true);
        await Task.Delay(resetPulse, cancellation).ConfigureAwait(false);
        SetLines(dtr: false, rts: false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        port.Dispose();
    }

    /// <returns>0 if the port is gone.</returns>
    private async ValueTask<int> TryReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        try
        {
            return await port.BaseStream.ReadAsync(buffer, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or InvalidOperationException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    private SerialPort Open(string name)
    {
        try
        {
            return OpenWith(name, lines: true);
        }
        catch (IOException) when (ports.Has(name))
        {
            // A pseudo terminal has no such lines.
            return WithoutLines(name);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Fault(name, e);
        }
    }

    private SerialPort WithoutLines(string name)
    {
        try
        {
            return OpenWith(name, lines: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Fault(name, e);
        }
    }

    /// <summary>
    /// The system raises both lines while it opens. They must fall one after the other, RTS first: without DTR, RTS is
    /// a reset.
    /// </summary>
    private SerialPort OpenWith(string name, bool lines)
    {
        SerialPort opened = new(name, baud) { DtrEnable = lines, RtsEnable = lines };
        try
        {
            opened.Open();
            if (lines)
            {
                opened.RtsEnable = false;
                opened.DtrEnable = false;
            }

            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    private void SetLines(bool dtr, bool rts)
    {
        try
        {
            port.RtsEnable = rts;
            port.DtrEnable = dtr;
        }
        catch (IOException e)
        {
            throw new FlashingException(
                FlashingCause.Environment, $"{port.PortName} has no reset line: {e.Message}. Press RESET instead.");
        }
    }

    private FlashingException Fault(string name, Exception e)
    {
        string message = !ports.Has(name)
            ? $"There is no port {name}. sqnet doctor lists the ports."
            : ports.Holder(name) is string holder
                ? $"{name} is in use by {holder}. Close it, then repeat the command."
                : e is UnauthorizedAccessException && !OperatingSystem.IsWindows()
                    ? PortChoice.PermissionRemedy(ports, name)
                    : $"{name} cannot be opened: {e.Message.TrimEnd('.')}. Close what has it open (a serial monitor, "
                        + "Visual Studio, another sqnet).";
        return new FlashingException(FlashingCause.Environment, message);
    }
}
