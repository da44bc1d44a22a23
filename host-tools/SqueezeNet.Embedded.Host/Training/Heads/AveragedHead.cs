using System;
using SqueezeNet.Embedded.Host.Float;

namespace SqueezeNet.Embedded.Host.Training.Heads;

/// <summary>
/// Linear scores of averaged features. That is a last convolution whose ReLU never cuts, as mean and convolution can
/// change places.
/// </summary>
/// <param name="Classes">How many.</param>
/// <param name="Place">[class][row's stride]: weights of a row of <see cref="AveragedRows"/>.</param>
internal sealed record AveragedHead(int Classes, double[] Place)
{
    /// <summary>Scores of a view.</summary>
    public double[] Scores(AveragedRows rows, int photo, int view)
    {
        ReadOnlySpan<float> row = rows.Row(photo, view);
        double[] wide = new double[row.Length];
        for (int c = 0; c < wide.Length; c++)
        {
            wide[c] = row[c];
        }

        double[] scores = new double[Classes];
        for (int k = 0; k < Classes; k++)
        {
            scores[k] = FixedOrder.Dot(Place.AsSpan(k * rows.Stride, rows.Stride), wide);
        }

        return scores;
    }

    /// <summary>Without some of the classes.</summary>
    public AveragedHead Without(int left, int stride)
    {
        double[] place = new double[Place.Length - stride];
        Place.AsSpan(0, left * stride).CopyTo(place);
        Place.AsSpan((left + 1) * stride).CopyTo(place.AsSpan(left * stride));
        return new AveragedHead(Classes - 1, place);
    }
}
