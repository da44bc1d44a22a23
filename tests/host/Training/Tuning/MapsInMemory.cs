using System;
using SqueezeNet.Embedded.Host.Training.Samples;

namespace SqueezeNet.Embedded.Tests.Host.Training.Tuning;

/// <summary>Maps [photo][view] that were made for a test.</summary>
internal sealed class MapsInMemory(MapShape shape, float[][][] maps) : IFeatureMaps
{
    public int Photos => maps.Length;

    public int Views => maps[0].Length;

    public MapShape Shape => shape;

    public void Read(int photo, int view, Span<float> map) => maps[photo][view].CopyTo(map);

    public ReadOnlySpan<float> Mean(int photo, int view)
    {
        throw new NotSupportedException("back-propagation needs whole maps");
    }
}
