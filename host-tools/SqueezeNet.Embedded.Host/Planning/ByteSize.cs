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
        Match match = Pattern().Match(text);
        if (!match.Success)
        {
            return null;
        }

        double number = double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);
        double bytes = match.Groups["unit"].Value.ToUpperInvariant() switch
        {
            "K" => number * 1024,
            "M" => number * 1024 * 1024,
            _ => number,
        };
        return bytes is >= 1 and <= 1 << 30 ? (int)bytes : null;
    }

    [GeneratedRegex(@"^\s*(?<number>[0-9]{1,12}(\.[0-9]{1,6})?)\s*(?<unit>[KkMm]?)(i?[Bb])?\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
