using System;
using SqueezeNet.Embedded.Host.Float;

namespace SqueezeNet.Embedded.Host.Training.Views;

/// <summary>White balance, gamma, contrast and brightness of a view.</summary>
internal static class Tone
{
    private const int Values = byte.MaxValue + 1;

    /// <summary>Changes pixels in place.</summary>
    /// <param name="rgb">R, G, B, R, ...</param>
    public static void Change(Span<byte> rgb, ViewChoice choice)
    {
        byte[] table = new byte[3 * Values];
        (double Red, double Blue) gains = choice.WhiteBalance;
        Fill(table.AsSpan(0, Values), gains.Red, choice);
        Fill(table.AsSpan(Values, Values), 1, choice);
        Fill(table.AsSpan(2 * Values, Values), gains.Blue, choice);
        for (int i = 0; i < rgb.Length; i += 3)
        {
            rgb[i] = table[rgb[i]];
            rgb[i + 1] = table[Values + rgb[i + 1]];
            rgb[i + 2] = table[(2 * Values) + rgb[i + 2]];
        }
    }

    private static void Fill(Span<byte> table, double gain, ViewChoice choice)
    {
        for (int v = 0; v < table.Length; v++)
        {
            double value = Math.Min(1, v * gain / byte.MaxValue);
            double curved = value == 0 ? 0 : FixedOrder.Exp2(choice.Gamma * FixedOrder.Log2(value));
            double toned = ((curved - 0.5) * choice.Contrast) + 0.5 + choice.Brightness;
            table[v] = (byte)Math.Floor((Math.Clamp(toned, 0, 1) * byte.MaxValue) + 0.5);
        }
    }
}
