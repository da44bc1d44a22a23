using System.CommandLine;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Flashing.Tools;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>Options of commands that reach a board.</summary>
internal sealed class PortOptions
{
    public Option<string?> Port { get; } = new Option<string?>("--port")
    {
        Description = "The board's serial port: /dev/ttyACM0, COM5. Default: the one that can be a board.",
    }.As(PathRole.Text);

    private Option<string?> Esptool { get; } = new Option<string?>("--esptool")
    {
        Description = "The esptool to use, 4.5 or newer. Default: the one that is installed, also in ESP-IDF.",
    }.As(PathRole.Text);

    private Option<string?> Nanoff { get; } = new Option<string?>("--nanoff")
    {
        Description = "The nanoff to use, 2.5 or newer. Default: the one that is installed.",
    }.As(PathRole.Text);

    private Option<int> Baud { get; } = Arguments.AtLeast(
        "--baud", 9600, EsptoolFlash.DefaultBaud, "Bits a second between esptool and the board.", 4000000);

    /// <summary>Adds port and tools.</summary>
    public void AddTo(Command command)
    {
        command.AddAll(Port, Esptool, Nanoff, Baud);
    }

    /// <summary>Reads them.</summary>
    public ReachRequest Read(ParseResult parsed)
    {
        return new ReachRequest
        {
            Port = parsed.GetValue(Port),
            Esptool = parsed.GetValue(Esptool),
            Nanoff = parsed.GetValue(Nanoff),
            Baud = parsed.GetValue(Baud),
        };
    }
}
