using System;
using SqueezeNet.Embedded.Host.Training.Samples;

namespace SqueezeNet.Embedded.Host.Training.Heads;

/// <summary>
/// Loss and gradient of several heads on a few views, one after the other: softmax cross entropy of the mean over the
/// map of ReLU(weights * features + bias). For one thread at a time.
/// </summary>
internal sealed class MapBatch
{
    private readonly MapHeads heads;
    private readonly SparseMap map;
    private readonly float[] sums;
    private readonly double[] scores;

    public MapBatch(MapHeads heads, MapShape shape)
    {
        this.heads = heads;
        map = new SparseMap(shape);
        sums = new float[shape.Pixels * heads.Width];
        scores = new double[heads.Width];
        Gradient = new float[shape.Channels * heads.Width];
        BiasGradient = new double[heads.Width];
    }

    /// <summary>[channel][column].</summary>
    public float[] Gradient { get; }

    /// <summary>[column].</summary>
    public double[] BiasGradient { get; }

    /// <summary>Sum of the losses, one a head.</summary>
    public double Loss { get; private set; }

    public void Clear()
    {
        Array.Clear(Gradient);
        Array.Clear(BiasGradient);
        Loss = 0;
    }

    /// <summary>The value of each column at each position, before ReLU: [position][column].</summary>
    public ReadOnlySpan<float> Values(IFeatureMaps maps, int photo, int view)
    {
        map.Read(maps, photo, view);
        for (int p = 0; p < map.Shape.Pixels; p++)
        {
            heads.Bias.CopyTo(sums, p * heads.Width);
        }

        Columns.Forward(map, heads.Weights, sums, heads.Width);
        return sums;
    }

    /// <summary>The scores of a view, [column].</summary>
    public ReadOnlySpan<double> Scores(IFeatureMaps maps, int photo, int view)
    {
        ReadOnlySpan<float> values = Values(maps, photo, view);
        Array.Clear(scores);
        for (int p = 0; p < map.Shape.Pixels; p++)
        {
            ReadOnlySpan<float> position = values.Slice(p * heads.Width, heads.Width);
            for (int k = 0; k < position.Length; k++)
            {
                scores[k] += position[k] > 0 ? position[k] : 0;
            }
        }

        for (int k = 0; k < scores.Length; k++)
        {
            scores[k] /= map.Shape.Pixels;
        }

        return scores;
    }

    /// <summary>Adds a view's loss and gradient.</summary>
    /// <param name="view">Photo, view and true class.</param>
    /// <param name="shares">[head]: how much the view counts; 0 for a head that must not see it.</param>
    public void Add(IFeatureMaps maps, (int Photo, int View, int Truth) view, ReadOnlySpan<double> shares)
    {
        _ = Scores(maps, view.Photo, view.View);
        for (int head = 0; head < heads.Count; head++)
        {
            Span<double> own = scores.AsSpan(head * heads.Classes, heads.Classes);
            double loss = shares[head] == 0 ? 0 : Softmax.Loss(own, view.Truth);
            double[] p = Softmax.Of(own);
            p[view.Truth] -= 1;
            for (int k = 0; k < p.Length; k++)
            {
                own[k] = shares[head] * p[k] / map.Shape.Pixels;
            }

            Loss += shares[head] * loss;
        }

        for (int position = 0; position < map.Shape.Pixels; position++)
        {
            Span<float> values = sums.AsSpan(position * heads.Width, heads.Width);
            for (int k = 0; k < values.Length; k++)
            {
                values[k] = values[k] > 0 ? (float)scores[k] : 0;
                BiasGradient[k] += values[k];
            }
        }

        Columns.Backward(map, sums, Gradient, heads.Width);
    }
}
