using System;
using System.Globalization;
using System.Text.RegularExpressions;

namespace SqueezeNet.Embedded.Host.Planning;

/// <summary>Sizes as people write them.</summary>
public static partial class ByteSize
{
    /// <summary>Reads 100000, 128K, 1M or 1.5M (K = 1024, M = 1024 K), with or without B behind.</summary>
    /// <returns>Bytes, rounded down; null if the text is no size of 1 byte to 1 GiB.</returns>
    public static int? Parse(string text)
    {
        return Parse(text, 1024);
    }

    /// <summary>
    /// The same of a file's size: 350K are 350,000 bytes, 1.2M 1,200,000; KiB and MiB have 1024 and 1024 KiB.
    /// </summary>
    public static int? ParseFile(string text)
    {
        return Parse(text, text.Contains('i', StringComparison.OrdinalIgnoreCase) ? 1024 : 1000);
    }

    private static int? Parse(string text, int unit)
    {
        Match match = Pattern().Match(text);
        if (!match.Success)
        {
            return null;
        }

        double number = double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);
        double bytes = match.Groups["unit"].Value.ToUpperInvariant() switch
        {
            "K" => number * unit,
            "M" => number * unit * unit,
            _ => number,
        };
        return bytes is >= 1 and <= 1 << 30 ? (int)bytes : null;
    }

    [GeneratedRegex(
        @"^\s*(?<number>[0-9]{1,12}(\.[0-9]{1,6})?)\s*(?<unit>[KkMm]?)(i?[Bb])?\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
