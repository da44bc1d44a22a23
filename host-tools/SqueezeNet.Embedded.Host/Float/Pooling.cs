using System;
using System.Numerics.Tensors;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Float;

/// <summary>Max pooling with kernels clipped at the border.</summary>
public static class Pooling
{
    /// <summary>Output size along one axis: the last kernel starts inside the input.</summary>
    public static int OutputSize(MaxPool pool, int size)
    {
        int span = size + (2 * pool.Pad) - pool.Kernel;
        // A kernel larger than its padded input has a negative span: floor, not truncation.
        int floor = (int)Math.Floor((double)span / pool.Stride) + 1;
        bool partial = pool.CeilMode && span % pool.Stride != 0 && (floor * pool.Stride) - pool.Pad < size;
        return partial ? floor + 1 : floor;
    }

    /// <summary>Pools every channel.</summary>
    public static Plane Run(MaxPool pool, Plane input)
    {
        Plane output = Plane.Unset(input.Channels, OutputSize(pool, input.Height), OutputSize(pool, input.Width));
        float[] highest = new float[input.Width];
        for (int c = 0; c < input.Channels; c++)
        {
            for (int y = 0; y < output.Height; y++)
            {
                Column(pool, input, c, y, highest);
                Row(pool, highest, output.Channel(c).Slice(y * output.Width, output.Width));
            }
        }

        return output;
    }

    /// <summary>[x]: largest of the rows that the kernels of an output row see.</summary>
    private static void Column(MaxPool pool, Plane input, int channel, int y, Span<float> highest)
    {
        int top = Math.Max(0, (y * pool.Stride) - pool.Pad);
        int bottom = Math.Min(input.Height, (y * pool.Stride) - pool.Pad + pool.Kernel);
        ReadOnlySpan<float> from = input.Channel(channel);
        from.Slice(top * input.Width, input.Width).CopyTo(highest);
        for (int i = top + 1; i < bottom; i++)
        {
            TensorPrimitives.Max(highest, from.Slice(i * input.Width, input.Width), highest);
        }
    }

    private static void Row(MaxPool pool, ReadOnlySpan<float> highest, Span<float> to)
    {
        for (int x = 0; x < to.Length; x++)
        {
            int left = Math.Max(0, (x * pool.Stride) - pool.Pad);
            int right = Math.Min(highest.Length, (x * pool.Stride) - pool.Pad + pool.Kernel);
            float largest = highest[left];
            for (int j = left + 1; j < right; j++)
            {
                largest = Math.Max(largest, highest[j]);
            }

            to[x] = largest;
        }
    }

    /// <summary>Where in a channel the largest value that a kernel sees is, the first of equals.</summary>
    internal static int Largest(MaxPool pool, Plane input, int channel, int y, int x)
    {
        ReadOnlySpan<float> from = input.Channel(channel);
        int top = Math.Max(0, (y * pool.Stride) - pool.Pad);
        int left = Math.Max(0, (x * pool.Stride) - pool.Pad);
        int bottom = Math.Min(input.Height, (y * pool.Stride) - pool.Pad + pool.Kernel);
        int right = Math.Min(input.Width, (x * pool.Stride) - pool.Pad + pool.Kernel);
        int largest = (top * input.Width) + left;
        for (int i = top; i < bottom; i++)
        {
            for (int j = left; j < right; j++)
            {
                int at = (i * input.Width) + j;
                largest = from[at] > from[largest] ? at : largest;
            }
        }

        return largest;
    }
}
