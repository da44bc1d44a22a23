using System;

namespace SqueezeNet.Embedded.Host.Training.Samples;

/// <summary>
/// What the frozen part of a network makes of photos and their views. View 0 of a photo is the photo as a device sees
/// it; the others are variations for training only. Safe for use by several threads.
/// </summary>
internal interface IFeatureMaps
{
    /// <summary>Number of photos.</summary>
    int Photos { get; }

    /// <summary>Views of each photo, at least one.</summary>
    int Views { get; }

    MapShape Shape { get; }

    /// <summary>A map, [channel][y][x].</summary>
    /// <param name="map">Takes Shape.Values values.</param>
    void Read(int photo, int view, Span<float> map);

    /// <summary>The mean of each channel of a map.</summary>
    ReadOnlySpan<float> Mean(int photo, int view);
}
