using System;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using SqueezeNet.Embedded.Flashing.Devices;

namespace SqueezeNet.Embedded.Flashing.Tools;

/// <summary>Reads what esptool prints of a board; the wording is that of 4.5 to 5.3.</summary>
internal static partial class EsptoolOutput
{
    /// <summary>What the board is.</summary>
    /// <param name="identity">What flash_id printed.</param>
    /// <param name="security">What get_security_info printed; chips before the S3 refuse it.</param>
    /// <returns>Null if the chip or its flash is not named.</returns>
    public static ChipInfo? Chip(string identity, string security)
    {
        // Several tries at connecting print the line several times, the first with an apology for a name.
        string? chip = Detected().Matches(identity).LastOrDefault()?.Groups[1].Value;
        Match size = FlashSize().Match(identity);
        return chip is null || !size.Success ? null : new ChipInfo(
            chip.Replace("-", string.Empty, StringComparison.Ordinal).ToLowerInvariant(),
            Revision().Match(identity).Groups[1].Value,
            Bytes(size),
            Psram().Match(identity) is { Success: true } psram ? Bytes(psram) : null,
            Mac().Match(identity).Groups[1].Value,
            Encryption().IsMatch(security));
    }

    /// <summary>How much of a region is written, 0..1; null if the line does not tell.</summary>
    public static double? Progress(string line)
    {
        Match match = Percent().Match(line);
        return match.Success ? double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) / 100 : null;
    }

    /// <summary>Whether a line says that a region is written and its sum is right.</summary>
    public static bool IsVerified(string line)
    {
        return line.Contains("Hash of data verified", StringComparison.Ordinal);
    }

    /// <summary>Whether a comparison found a difference, and no fault.</summary>
    public static bool IsDifferent(string output)
    {
        return output.Contains("digest mismatch", StringComparison.Ordinal);
    }

    private static long Bytes(Match size)
    {
        long count = long.Parse(size.Groups["count"].Value, CultureInfo.InvariantCulture);
        return size.Groups["unit"].Value == "KB" ? count << 10 : count << 20;
    }

    [GeneratedRegex(@"(?:Detecting chip type\.\.\.|Connected to) *(ESP[\w-]+)")]
    private static partial Regex Detected();

    [GeneratedRegex(@"\(revision (v[\d.]+)\)")]
    private static partial Regex Revision();

    [GeneratedRegex(@"Detected flash size: (?<count>\d+)(?<unit>KB|MB)")]
    private static partial Regex FlashSize();

    [GeneratedRegex(@"Embedded PSRAM (?<count>\d+)(?<unit>MB)")]
    private static partial Regex Psram();

    [GeneratedRegex(@"^MAC:\s+([0-9a-f:]{17})", RegexOptions.Multiline)]
    private static partial Regex Mac();

    [GeneratedRegex(@"Flash Encryption: Enabled")]
    private static partial Regex Encryption();

    [GeneratedRegex(@"Writing at 0x[0-9a-f]+.*?(\d+(\.\d+)?) ?%")]
    private static partial Regex Percent();
}
