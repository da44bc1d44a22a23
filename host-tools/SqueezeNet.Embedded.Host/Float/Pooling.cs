using System;
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
        Plane output = new(input.Channels, OutputSize(pool, input.Height), OutputSize(pool, input.Width));
        for (int c = 0; c < input.Channels; c++)
        {
            Span<float> to = output.Channel(c);
            for (int y = 0; y < output.Height; y++)
            {
                for (int x = 0; x < output.Width; x++)
                {
                    to[(y * output.Width) + x] = input.Channel(c)[Largest(pool, input, c, y, x)];
                }
            }
        }

        return output;
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
