using System;

namespace SqueezeNet.Embedded.Host.Training.Heads;

/// <summary>
/// Several last convolutions in training, a column for each class of each head. What is trained are weights of features
/// of deviation 1, in double precision; what maps are multiplied with follows from it.
/// </summary>
internal sealed class MapHeads
{
    private readonly AveragedRows rows;

    public MapHeads(AveragedRows rows, AveragedHead[] starts)
    {
        this.rows = rows;
        Count = starts.Length;
        Classes = starts[0].Classes;
        Width = ((Count * Classes) + Columns.Tile - 1) / Columns.Tile * Columns.Tile;
        Place = new double[(rows.Channels + 1) * Width];
        Weights = new float[rows.Channels * Width];
        Bias = new float[Width];
        for (int column = 0; column < Count * Classes; column++)
        {
            int first = column % Classes * rows.Stride;
            for (int c = 0; c <= rows.Channels; c++)
            {
                Place[(c * Width) + column] = starts[column / Classes].Place[first + c];
            }
        }

        Update();
    }

    public int Count { get; }

    public int Classes { get; }

    /// <summary>Columns, those that are not used among them.</summary>
    public int Width { get; }

    /// <summary>[channel, then the bias][column]; call <see cref="Update"/> after a change.</summary>
    public double[] Place { get; }

    /// <summary>[channel][column], for features as they are.</summary>
    public float[] Weights { get; }

    /// <summary>[column], for features as they are.</summary>
    public float[] Bias { get; }

    /// <summary>The biases of the place.</summary>
    public Span<double> PlaceBias => Place.AsSpan(rows.Channels * Width, Width);

    /// <summary>Brings weights and biases to the place.</summary>
    public void Update()
    {
        double[] bias = PlaceBias.ToArray();
        for (int c = 0; c < rows.Channels; c++)
        {
            double scale = 1 / rows.Deviations[c];
            for (int k = 0; k < Width; k++)
            {
                double weight = Place[(c * Width) + k] * scale;
                Weights[(c * Width) + k] = (float)weight;
                bias[k] -= weight * rows.Means[c];
            }
        }

        for (int k = 0; k < Width; k++)
        {
            Bias[k] = (float)bias[k];
        }
    }

    /// <summary>The gradient by the place, of one by weights and biases.</summary>
    public void Chain(ReadOnlySpan<double> weights, ReadOnlySpan<double> bias, Span<double> gradient)
    {
        for (int c = 0; c < rows.Channels; c++)
        {
            double scale = 1 / rows.Deviations[c];
            for (int k = 0; k < Width; k++)
            {
                int at = (c * Width) + k;
                gradient[at] = (weights[at] - (rows.Means[c] * bias[k])) * scale;
            }
        }

        bias.CopyTo(gradient[(rows.Channels * Width)..]);
    }

    /// <summary>One of them.</summary>
    public Head Head(int index)
    {
        float[] weights = new float[Classes * rows.Channels];
        for (int i = 0; i < weights.Length; i++)
        {
            int column = (index * Classes) + (i / rows.Channels);
            weights[i] = Weights[(i % rows.Channels * Width) + column];
        }

        return new Head(Classes, rows.Channels, weights, Bias.AsSpan(index * Classes, Classes).ToArray());
    }
}
