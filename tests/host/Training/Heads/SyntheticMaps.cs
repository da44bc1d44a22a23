using System;
using SqueezeNet.Embedded.Host.Training.Samples;

namespace SqueezeNet.Embedded.Tests.Host.Training.Heads;

/// <summary>
/// Maps as behind a ReLU: mostly zeros; each class has channels of its own that are active more often. Views differ
/// from each other by noise.
/// </summary>
internal sealed class SyntheticMaps : IFeatureMaps
{
    private readonly float[][] maps;
    private readonly float[][] means;

    /// <summary>One photo an entry.</summary>
    /// <param name="shown">[photo]: what it shows.</param>
    /// <param name="strength">How often the channels of what is shown are active besides, 0..1.</param>
    public SyntheticMaps(int[] shown, int classes, int views, double strength, ulong seed = 1)
    {
        Shape = new MapShape(3 * classes, 4, 3);
        Photos = shown.Length;
        Views = views;
        maps = new float[Photos * views][];
        means = new float[maps.Length][];
        for (int i = 0; i < maps.Length; i++)
        {
            SeededRandom random = new(seed, (ulong)i);
            maps[i] = new float[Shape.Values];
            means[i] = new float[Shape.Channels];
            for (int at = 0; at < Shape.Values; at++)
            {
                int channel = at / Shape.Pixels;
                double share = 0.15 + (channel / 3 == shown[i / views] ? strength : 0);
                maps[i][at] = random.Unit() < share ? (float)((channel + 1) * random.Unit()) : 0;
                means[i][channel] += maps[i][at] / Shape.Pixels;
            }
        }
    }

    public int Photos { get; }

    public int Views { get; }

    public MapShape Shape { get; }

    /// <summary>Photos of each class in turn.</summary>
    public static int[] Even(int photos, int classes)
    {
        int[] truth = new int[photos];
        for (int i = 0; i < photos; i++)
        {
            truth[i] = i % classes;
        }

        return truth;
    }

    /// <summary>Each photo is its own group.</summary>
    public static SampleTable Table(int[] truth, int classes)
    {
        int[] groups = new int[truth.Length];
        for (int i = 0; i < groups.Length; i++)
        {
            groups[i] = i;
        }

        return new SampleTable(classes, truth, groups);
    }

    public void Read(int photo, int view, Span<float> map) => maps[(photo * Views) + view].CopyTo(map);

    public ReadOnlySpan<float> Mean(int photo, int view) => means[(photo * Views) + view];
}
