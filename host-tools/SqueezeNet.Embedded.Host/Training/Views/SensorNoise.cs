using System;
using SqueezeNet.Embedded.Host.Training.Samples;

namespace SqueezeNet.Embedded.Host.Training.Views;

/// <summary>A small sensor's noise: that of the light, which grows with its root, and that of reading it.</summary>
internal static class SensorNoise
{
    // Share of the noise at full brightness that is there in the dark.
    private const double Dark = 0.4;

    // Standard deviation of a sum of four bytes.
    private const double Spread = 147.8;

    /// <summary>Adds noise to pixels in place.</summary>
    /// <param name="deviation">At full brightness, of 255.</param>
    public static void Add(Span<byte> rgb, double deviation, SeededRandom random)
    {
        Span<int> gains = stackalloc int[byte.MaxValue + 1];
        for (int v = 0; v < gains.Length; v++)
        {
            double share = Math.Sqrt((Dark * Dark) + ((1 - (Dark * Dark)) * v / byte.MaxValue));
            gains[v] = (int)Math.Floor(deviation * share / Spread * (1 << 16));
        }

        ulong bits = 0;
        for (int i = 0; i < rgb.Length; i++)
        {
            // Eight bytes are two samples.
            bits = i % 2 == 0 ? random.Next() : bits >> 32;
            int sum = (int)((bits & 255) + ((bits >> 8) & 255) + ((bits >> 16) & 255) + ((bits >> 24) & 255));
            int noise = (((sum - 510) * gains[rgb[i]]) + (1 << 15)) >> 16;
            rgb[i] = (byte)Math.Clamp(rgb[i] + noise, 0, byte.MaxValue);
        }
    }
}
