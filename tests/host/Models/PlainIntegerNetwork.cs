using System;
using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Float;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Quantization;

namespace SqueezeNet.Embedded.Tests.Host.Models;

/// <summary>A quantized network before packing, in the model's own channel order.</summary>
internal static class PlainIntegerNetwork
{
    /// <summary>Scores, as the engines must give them after packing.</summary>
    public static int[] Scores(QuantizedNetwork network, RgbImage image)
    {
        Plane sums = Run(network, image, _ => { });
        return Enumerable.Range(0, sums.Channels)
            .Select(c => (int)(Sum(sums.Channel(c)) >> network.Conv10.Shifts[c]))
            .ToArray();
    }

    /// <summary>u of all convolutions but the head, before pooling.</summary>
    public static Plane[] Layers(QuantizedNetwork network, RgbImage image)
    {
        List<Plane> layers = [];
        Run(network, image, layers.Add);
        return [.. layers];
    }

    private static Plane Run(QuantizedNetwork network, RgbImage image, Action<Plane> visit)
    {
        Plane Layer(QuantizedConvolution convolution, float[] padding, Plane input)
        {
            Plane output = new IntegerLayer(convolution, padding).Run(input);
            visit(output);
            return output;
        }

        float[] border = network.Padding.Select(q => q + 128f).ToArray();
        Plane plane = Layer(network.Conv1, border, Plane.FromRgb(image.Pixels, image.Width, image.Height));
        plane = Pool(network.Model.Pool1, plane);
        for (int k = 0; k < network.Fires.Count; k++)
        {
            QuantizedFire fire = network.Fires[k];
            Plane narrow = Layer(fire.Squeeze, Zeros(plane), plane);
            float[] padding = Zeros(narrow);
            Plane wide = Plane.Concatenate(
                Layer(fire.Expand1x1, padding, narrow), Layer(fire.Expand3x3, padding, narrow));
            if (network.Model.Fires[k].HasBypass)
            {
                AddUpTo(127 - fire.Expand1x1.ZeroOut, wide, plane);
            }

            plane = Pool(fire.PoolAfter, wide);
        }

        return new IntegerLayer(network.Conv10, Zeros(plane)).Accumulate(plane);
    }

    private static void AddUpTo(int top, Plane sum, Plane other)
    {
        for (int i = 0; i < sum.Values.Length; i++)
        {
            sum.Values[i] = Math.Min(top, sum.Values[i] + other.Values[i]);
        }
    }

    private static long Sum(ReadOnlySpan<float> values)
    {
        long sum = 0;
        foreach (float value in values)
        {
            sum += (long)Math.Max(0, value);
        }

        return sum;
    }

    private static float[] Zeros(Plane plane)
    {
        return new float[plane.Channels];
    }

    private static Plane Pool(MaxPool? pool, Plane plane)
    {
        return pool is null ? plane : Pooling.Run(pool, plane);
    }
}
