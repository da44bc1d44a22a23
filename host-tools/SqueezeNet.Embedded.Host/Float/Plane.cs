using System;
using System.Numerics.Tensors;

namespace SqueezeNet.Embedded.Host.Float;

/// <summary>A float tensor of one image, [channel][y][x].</summary>
public sealed class Plane
{
    /// <summary>Makes a tensor of zeros.</summary>
    public Plane(int channels, int height, int width)
        : this(channels, height, width, new float[channels * height * width])
    {
    }

    private Plane(int channels, int height, int width, float[] values)
    {
        Channels = channels;
        Height = height;
        Width = width;
        Values = values;
    }

    /// <summary>Makes a tensor whose values are yet to be set, all of them.</summary>
    internal static Plane Unset(int channels, int height, int width)
    {
        return new Plane(
            channels, height, width, GC.AllocateUninitializedArray<float>(channels * height * width));
    }

    /// <summary>Channels, the slowest index.</summary>
    public int Channels { get; }

    /// <summary>Rows of a channel.</summary>
    public int Height { get; }

    /// <summary>Pixels of a row.</summary>
    public int Width { get; }

    /// <summary>Pixels of one channel.</summary>
    public int Pixels => Height * Width;

    /// <summary>All values, [channel][y][x].</summary>
    public float[] Values { get; }

    /// <summary>One channel, [y][x].</summary>
    public Span<float> Channel(int channel)
    {
        return Values.AsSpan(channel * Pixels, Pixels);
    }

    /// <summary>Pixels of an RGB888 image, 0..255.</summary>
    public static Plane FromRgb(ReadOnlySpan<byte> rgb, int width, int height)
    {
        Plane plane = new(3, height, width);
        for (int c = 0; c < 3; c++)
        {
            Span<float> to = plane.Channel(c);
            for (int i = 0; i < to.Length; i++)
            {
                to[i] = rgb[(3 * i) + c];
            }
        }

        return plane;
    }

    /// <summary>A copy with a border, whose value is <paramref name="padding"/> of the channel.</summary>
    public Plane Pad(int pad, ReadOnlySpan<float> padding)
    {
        if (pad == 0)
        {
            return this;
        }

        Plane to = new(Channels, Height + (2 * pad), Width + (2 * pad));
        for (int c = 0; c < Channels; c++)
        {
            Span<float> target = to.Channel(c);
            if (padding[c] != 0)
            {
                target.Fill(padding[c]);
            }

            for (int y = 0; y < Height; y++)
            {
                Channel(c).Slice(y * Width, Width).CopyTo(target.Slice(((y + pad) * to.Width) + pad, Width));
            }
        }

        return to;
    }

    /// <summary>Adds a tensor of the same shape to this one.</summary>
    public void Add(Plane other)
    {
        TensorPrimitives.Add(Values, other.Values, Values);
    }

    /// <summary>The channels of <paramref name="a"/>, then those of <paramref name="b"/>.</summary>
    public static Plane Concatenate(Plane a, Plane b)
    {
        Plane to = Unset(a.Channels + b.Channels, a.Height, a.Width);
        a.Values.CopyTo(to.Values, 0);
        b.Values.CopyTo(to.Values, a.Values.Length);
        return to;
    }
}
