using System;
using System.Collections.Generic;
using System.Globalization;
using System.Numerics;

namespace SqueezeNet.Embedded.Flashing.Tables;

/// <summary>Numbers and words of a CSV table, as ESP-IDF's generator reads them.</summary>
internal static class PartitionNumber
{
    private const int Longest = 40;

    /// <summary>Reads 4096, 0x1000, 4K, 1M, or a word.</summary>
    /// <returns>Null if it is none of them, or has more than 32 bits.</returns>
    public static long? Parse(string text, IReadOnlyDictionary<string, int>? words = null)
    {
        BigInteger? value = text.Length <= Longest ? Read(text, words) : null;
        return value is BigInteger number && BigInteger.Abs(number) <= uint.MaxValue ? (long)number : null;
    }

    private static BigInteger? Read(string text, IReadOnlyDictionary<string, int>? words)
    {
        int shift = text.EndsWith('k') || text.EndsWith('K') ? 10 : text.EndsWith('m') || text.EndsWith('M') ? 20 : 0;
        if (shift > 0)
        {
            return Read(text[..^1], words) << shift;
        }

        return Integer(text)
            ?? (words is not null && words.TryGetValue(text.ToLowerInvariant(), out int word) ? word : null);
    }

    /// <summary>A decimal number has no zeros in front: elsewhere they mean base 8.</summary>
    private static BigInteger? Integer(string text)
    {
        bool isNegative = text.StartsWith('-');
        string digits = isNegative ? text[1..] : text;
        if (digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            bool isHex = BigInteger.TryParse(
                "0" + digits[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out BigInteger hex);
            return isHex && digits.Length > 2 ? Signed(hex, isNegative) : null;
        }

        bool isDecimal = BigInteger.TryParse(
            digits, NumberStyles.None, CultureInfo.InvariantCulture, out BigInteger number);
        return isDecimal && (digits.Length == 1 || digits[0] != '0') ? Signed(number, isNegative) : null;
    }

    private static BigInteger Signed(BigInteger value, bool isNegative)
    {
        return isNegative ? -value : value;
    }
}
