using System;
using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Quantization;

/// <summary>One order of channels for the convolutions of all tensors that bypasses join.</summary>
internal static class SharedOrder
{
    /// <summary>
    /// Channels of like weights in every tensor come together: they are sorted by the product of their largest weights.
    /// A channel stays with its convolution.
    /// </summary>
    /// <param name="tensors">
    /// Of each tensor the convolutions that make it, of the same number of channels in all.
    /// </param>
    /// <returns>The tensor's channels in stored order.</returns>
    public static int[] Of(IReadOnlyList<Convolution[]> tensors)
    {
        double[][] sizes = tensors.Select(convolutions => convolutions.SelectMany(Largest).ToArray()).ToArray();
        int channels = sizes[0].Length;
        int[] cuts = tensors.SelectMany(Ends).Distinct().Order().ToArray();
        return Enumerable.Range(0, channels)
            .OrderBy(c => cuts.Count(cut => cut <= c))
            .ThenBy(c => sizes.Sum(size => Math.Log2(Math.Max(size[c], 1e-30))))
            .ThenBy(c => c)
            .ToArray();
    }

    /// <summary>A convolution's part of the order, in its own numbers.</summary>
    /// <param name="first">The convolution's first channel in the tensor.</param>
    public static int[] Part(int[] order, int first, Convolution convolution)
    {
        return order.AsSpan(first, convolution.OutChannels).ToArray().Select(c => c - first).ToArray();
    }

    private static IEnumerable<int> Ends(Convolution[] convolutions)
    {
        int end = 0;
        foreach (Convolution c in convolutions)
        {
            end += c.OutChannels;
            yield return end;
        }
    }

    private static IEnumerable<double> Largest(Convolution c)
    {
        int taps = c.Weights.Length / c.OutChannels;
        return Enumerable.Range(0, c.OutChannels)
            .Select(o => (double)c.Weights.AsSpan(o * taps, taps).ToArray().Max(Math.Abs));
    }
}
