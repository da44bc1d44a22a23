using System.Numerics;
using System.Runtime.Intrinsics;
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
            count = Keep(c * pixels, pixels, count);
        }

        Starts[Shape.Channels] = count;
    }

    // Eight values at a time, of which most often one is kept.
    private int Keep(int first, int pixels, int count)
    {
        ref float channel = ref dense[first];
        int p = 0;
        for (; p + Vector256<float>.Count <= pixels; p += Vector256<float>.Count)
        {
            Vector256<float> values = Vector256.LoadUnsafe(ref channel, (nuint)p);
            uint kept = ~Vector256.Equals(values, Vector256<float>.Zero).ExtractMostSignificantBits() & byte.MaxValue;
            for (; kept != 0; kept &= kept - 1)
            {
                int at = p + BitOperations.TrailingZeroCount(kept);
                Values[count] = dense[first + at];
                Positions[count++] = at;
            }
        }

        for (; p < pixels; p++)
        {
            Values[count] = dense[first + p];
            Positions[count] = p;
            count += dense[first + p] == 0 ? 0 : 1;
        }

        return count;
    }
}
