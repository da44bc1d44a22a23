using System;
using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Flashing.Ports;

namespace SqueezeNet.Embedded.Flashing.Tools;

/// <summary>Why esptool failed, from what it and the serial driver below it print.</summary>
internal static class EsptoolFault
{
    /// <summary>How a board gets into its ROM loader by hand.</summary>
    public const string Loader = "Hold BOOT, press RESET, release BOOT, then repeat the command.";

    private static readonly (string Phrase, FlashingCause Cause, string Message)[] table =
    [
        ("This chip is ", FlashingCause.DoesNotFit, "{port} is another chip: {line} Name the board that is there."),
        ("No such file or directory", FlashingCause.Environment, "{gone}"),
        ("FileNotFoundError", FlashingCause.Environment, "{gone}"),
        ("Permission denied", FlashingCause.Environment, "{permission}"),
        ("Access is denied", FlashingCause.Environment, "{busy}"),
        ("Could not exclusively lock port", FlashingCause.Environment, "{busy}"),
        ("Resource temporarily unavailable", FlashingCause.Environment, "{busy}"),
        ("Device or resource busy", FlashingCause.Environment, "{busy}"),
        ("multiple access on port", FlashingCause.Environment, "{busy}"),
        ("the port is busy or doesn't exist", FlashingCause.Environment,
            "{port} is no serial port, or cannot be used."),
        ("Lost connection", FlashingCause.Environment, "{lost}"),
        ("serial exception error", FlashingCause.Environment, "{lost}"),
        ("Serial data stream stopped", FlashingCause.Environment, "{lost}"),
        ("The chip stopped responding", FlashingCause.Environment, "{lost}"),
        ("No serial data received", FlashingCause.Environment, "The chip on {port} does not answer. " + Loader),
        ("Wrong boot mode detected", FlashingCause.Environment, "The chip on {port} started its program. " + Loader),
        ("download mode successfully detected, but getting no sync reply", FlashingCause.Environment,
            "The chip on {port} can be read but not be reached: its RX line is not connected, or has a wrong voltage."),
        ("Invalid head of packet", FlashingCause.Environment, "What {port} says is disturbed: {slower}"),
        ("Failed to connect", FlashingCause.Environment, "The chip on {port} does not answer. " + Loader),
        ("Could not connect", FlashingCause.Environment, "The chip on {port} does not answer. " + Loader),
        ("Failed to set baud rate", FlashingCause.Environment, "{port} cannot be that fast: {slower}"),
        ("MD5 of file does not match", FlashingCause.Environment,
            "The flash does not hold what was written: the supply sags, or the flash is worn. Try another cable or a "
            + "powered hub, then repeat the command."),
        ("Secure Download Mode", FlashingCause.DoesNotFit,
            "The chip on {port} is in secure download mode: its flash can no longer be read this way."),
        ("Failed to autodetect chip", FlashingCause.Environment,
            "The chip on {port} is not known to this esptool. Get a newer one: pipx upgrade esptool."),
    ];

    /// <summary>The sentence for a failure.</summary>
    /// <param name="output">What esptool printed.</param>
    /// <param name="ports">The computer's ports.</param>
    /// <param name="port">The port that it was given.</param>
    public static FlashingException Of(string output, PortList ports, string port)
    {
        string last = Last(output);
        foreach ((string phrase, FlashingCause cause, string message) in table)
        {
            if (output.Contains(phrase, StringComparison.OrdinalIgnoreCase))
            {
                return new FlashingException(cause, Fill(message, LineWith(output, phrase), ports, port));
            }
        }

        return new FlashingException(FlashingCause.Environment, $"esptool failed at {port}: {last}");
    }

    private static string Fill(string message, string line, PortList ports, string port)
    {
        return message switch
        {
            "{permission}" => PortChoice.PermissionRemedy(ports, port),
            "{busy}" => Busy(ports, port),
            "{gone}" => $"There is no port {port} any more. Plug the board in again; sqnet doctor lists the ports.",
            "{lost}" => $"The connection to {port} was lost in the middle. Nothing is broken: check cable and supply, "
                + "then repeat the command, which finds out what is written and goes on from there.",
            _ => message
                .Replace("{line}", line, StringComparison.Ordinal)
                .Replace("{slower}", "try a shorter cable, or --baud 115200.", StringComparison.Ordinal)
                .Replace("{port}", port, StringComparison.Ordinal),
        };
    }

    private static string Busy(PortList ports, string port)
    {
        string holder = ports.Holder(port) is string name ? $" by {name}" : string.Empty;
        return $"{port} is in use{holder}. Close what has it open (a serial monitor, Visual Studio, another sqnet).";
    }

    private static string LineWith(string output, string phrase)
    {
        string line = Lines(output).First(text => text.Contains(phrase, StringComparison.OrdinalIgnoreCase));
        int start = line.IndexOf(phrase, StringComparison.OrdinalIgnoreCase);
        int end = line.IndexOf('.', start);
        return end < 0 ? line[start..] : line[start..(end + 1)];
    }

    private static string Last(string output)
    {
        string[] lines = [.. Lines(output)];
        return lines.LastOrDefault(line => line.Contains("error", StringComparison.OrdinalIgnoreCase))
            ?? lines.LastOrDefault() ?? "it printed nothing.";
    }

    private static IEnumerable<string> Lines(string output)
    {
        return output.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0);
    }
}
