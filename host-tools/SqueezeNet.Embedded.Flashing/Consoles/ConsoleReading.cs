using System;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using CameraNode;

namespace SqueezeNet.Embedded.Flashing.Consoles;

/// <summary>Reads lines of a board's console.</summary>
public static partial class ConsoleReading
{
    // The CLR puts this before the texts of exceptions.
    private const string MessageStart = "++++ Message: ";

    // Shorter beginnings belong to too many texts.
    private const int ShortestStart = 16;

    /// <summary>What a line says.</summary>
    /// <param name="text">The line; its end may be cut.</param>
    public static ConsoleLine Read(string text)
    {
        Match frame = Frame().Match(text);
        Match opened = Opened().Match(text);
        return new ConsoleLine(text)
        {
            Cause = CauseOf(text),
            State = StateOf(text),
            Firmware = opened.Success ? opened.Groups["version"].Value : null,
            ModelCrc = opened.Success ? opened.Groups["crc"].Value : null,
            Label = frame.Success ? frame.Groups["label"].Value : null,
        };
    }

    /// <summary>Finds a text in the table, also by its beginning alone.</summary>
    private static ConsoleCause? CauseOf(string text)
    {
        ConsoleCause? whole = ConsoleCauses.All.FirstOrDefault(
            cause => cause.Phrases.Any(phrase => text.Contains(phrase, StringComparison.OrdinalIgnoreCase)));
        if (whole is not null)
        {
            return whole;
        }

        int message = text.IndexOf(MessageStart, StringComparison.Ordinal);
        string start = (message < 0 ? text : text[(message + MessageStart.Length)..]).Trim();
        ConsoleCause[] begun = start.Length < ShortestStart ? [] : [.. ConsoleCauses.All.Where(
            cause => cause.Phrases.Any(phrase => phrase.StartsWith(start, StringComparison.OrdinalIgnoreCase)))];
        return begun.Length == 1 ? begun[0] : null;
    }

    private static string? StateOf(string text)
    {
        Match state = State().Match(text);
        return state.Success && Enum.TryParse(state.Groups[1].Value, out NodeState known)
            && NodeStates.Words.TryGetValue(known, out string? words) ? words : null;
    }

    [GeneratedRegex(@"^State (\d)\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex State();

    [GeneratedRegex(@"^Firmware (?<version>\S+), model (?<crc>[0-9a-f]{8})( |$)", RegexOptions.CultureInvariant)]
    private static partial Regex Opened();

    [GeneratedRegex(@"^Frame \d+: (?<label>.+) \d\.\d{4}\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Frame();
}
