using System;
using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Flashing.Ports;

/// <summary>Which port the board hangs on.</summary>
public static class PortChoice
{
    private const string Cable =
        "Connect the board with a USB cable that carries data (many only charge), and look again: sqnet doctor.";

    /// <summary>The port to use.</summary>
    /// <param name="ports">The computer's ports.</param>
    /// <param name="given">What the user asks for; null to take the one that can be a board.</param>
    /// <returns>The port's name.</returns>
    /// <exception cref="FlashingException">There is none, there are several, or it may not be opened.</exception>
    public static string Pick(PortList ports, string? given)
    {
        IReadOnlyList<SerialPortInfo> all = ports.All();
        if (given is not null)
        {
            return Given(ports, all, given);
        }

        // A port that nobody knows is better than none, if it is the only one.
        SerialPortInfo[] boards = [.. all.Where(port => port.IsLikelyBoard)];
        SerialPortInfo[] candidates = boards.Length > 0 ? boards : [.. all];
        return candidates.Length switch
        {
            0 => throw Fault($"There is no serial port that a board can hang on. {Cable}"),
            1 => Permitted(ports, candidates[0]),
            _ => throw Fault($"Several ports can be the board: {Names(candidates)}. Name one with --port."),
        };
    }

    /// <summary>What to do where a port may not be opened.</summary>
    /// <param name="ports">The computer's ports.</param>
    /// <param name="name">The port.</param>
    public static string PermissionRemedy(PortList ports, string name)
    {
        string group = ports.Group();
        return $"{name} is there, but you may not open it: it belongs to the group {group}. "
            + $"Join it with: sudo usermod -aG {group} $USER, then log out and in again.";
    }

    private static string Given(PortList ports, IReadOnlyList<SerialPortInfo> all, string given)
    {
        SerialPortInfo? port = all.FirstOrDefault(known => known.Name == given);
        if (port is not null)
        {
            return Permitted(ports, port);
        }

        if (ports.Has(given))
        {
            return given;
        }

        string there = all.Count == 0 ? "there is no serial port at all" : $"there are {Names(all)}";
        throw Fault($"There is no port {given}; {there}. {Cable}");
    }

    private static string Permitted(PortList ports, SerialPortInfo port)
    {
        return port.IsPermitted ? port.Name : throw Fault(PermissionRemedy(ports, port.Name));
    }

    private static string Names(IEnumerable<SerialPortInfo> ports)
    {
        return string.Join(
            ", ", ports.Select(port => port.Device is null ? port.Name : $"{port.Name} ({port.Device})"));
    }

    private static FlashingException Fault(string message)
    {
        return new FlashingException(FlashingCause.Environment, message);
    }
}
