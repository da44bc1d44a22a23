using System;
using SqueezeNet.Embedded.Host.Training.Samples;

namespace SqueezeNet.Embedded.Host.Training.Heads;

/// <summary>A feature map without its zeros: behind a ReLU nine values of ten are. Made anew for each view.</summary>
internal sealed class SparseMap
{
    private readonly float[] dense;

    public SparseMap(MapShape shape)
    {
        Shape = shape;
        dense = new float[shape.Values];
        // Each value is written before it is known whether it is kept.
        Values = new float[shape.Values + 1];
        Positions = new int[shape.Values + 1];
        Starts = new int[shape.Channels + 1];
    }

    public MapShape Shape { get; }

    /// <summary>What is not zero, channel after channel.</summary>
    public float[] Values { get; }

    /// <summary>Where it is in its channel.</summary>
    public int[] Positions { get; }

    /// <summary>[channel]: its first value; the end of the last channel follows.</summary>
    public int[] Starts { get; }

    /// <summary>Takes a view of a photo.</summary>
    public void Read(IFeatureMaps maps, int photo, int view)
    {
        maps.Read(photo, view, dense);
        int pixels = Shape.Pixels;
        int count = 0;
        for (int c = 0; c < Shape.Channels; c++)
        {
            Starts[c] = count;
            ReadOnlySpan<float> channel = dense.AsSpan(c * pixels, pixels);
            for (int p = 0; p < channel.Length; p++)
            {
                Values[count] = channel[p];
                Positions[count] = p;
                count += channel[p] == 0 ? 0 : 1;
            }
        }

        Starts[Shape.Channels] = count;
    }
}
