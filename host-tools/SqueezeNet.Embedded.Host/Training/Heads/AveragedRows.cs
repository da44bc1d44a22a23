using System;
using SqueezeNet.Embedded.Host.Training.Samples;

namespace SqueezeNet.Embedded.Host.Training.Heads;

/// <summary>
/// Averaged features, a row a view, each channel with mean 0 and deviation 1 over all rows; a 1 follows the channels,
/// so that its weight is the bias. Photos follow each other with all their views.
/// </summary>
internal sealed class AveragedRows
{
    // A channel that hardly moves would be blown up to noise.
    private const double LeastDeviation = 1e-3;

    private AveragedRows(IFeatureMaps maps)
    {
        Channels = maps.Shape.Channels;
        Views = maps.Views;
        Photos = maps.Photos;
        Stride = (Channels + FloatLanes) / FloatLanes * FloatLanes;
        Values = new float[Photos * Views * Stride];
        Means = new double[Channels];
        Deviations = new double[Channels];
    }

    private const int FloatLanes = 16;

    public int Channels { get; }

    public int Photos { get; }

    public int Views { get; }

    /// <summary>From a row to the next: the channels, a 1, and zeros up to a multiple of sixteen.</summary>
    public int Stride { get; }

    /// <summary>[photo][view][Stride].</summary>
    public float[] Values { get; }

    /// <summary>Of each channel, as it was.</summary>
    public double[] Means { get; }

    /// <summary>Of each channel, as it was, or a small part of the usual one where that is more.</summary>
    public double[] Deviations { get; }

    public static AveragedRows Of(IFeatureMaps maps)
    {
        AveragedRows rows = new(maps);
        rows.Measure(maps);
        for (int photo = 0; photo < maps.Photos; photo++)
        {
            for (int view = 0; view < maps.Views; view++)
            {
                ReadOnlySpan<float> mean = maps.Mean(photo, view);
                Span<float> row = rows.Values.AsSpan(((photo * maps.Views) + view) * rows.Stride, rows.Stride);
                for (int c = 0; c < mean.Length; c++)
                {
                    row[c] = (float)((mean[c] - rows.Means[c]) / rows.Deviations[c]);
                }

                row[mean.Length] = 1;
            }
        }

        return rows;
    }

    /// <summary>The row of a view.</summary>
    public ReadOnlySpan<float> Row(int photo, int view) =>
        Values.AsSpan(((photo * Views) + view) * Stride, Stride);

    private void Measure(IFeatureMaps maps)
    {
        double[] squares = new double[Channels];
        double rows = (double)Photos * Views;
        for (int pass = 0; pass < 2; pass++)
        {
            for (int photo = 0; photo < Photos; photo++)
            {
                for (int view = 0; view < Views; view++)
                {
                    ReadOnlySpan<float> mean = maps.Mean(photo, view);
                    for (int c = 0; c < mean.Length; c++)
                    {
                        double off = mean[c] - Means[c];
                        squares[c] += pass == 0 ? off : off * off;
                    }
                }
            }

            for (int c = 0; c < Channels; c++)
            {
                (pass == 0 ? Means : squares)[c] = squares[c] / rows;
                squares[c] = pass == 0 ? 0 : squares[c];
            }
        }

        double usual = 0;
        for (int c = 0; c < Channels; c++)
        {
            Deviations[c] = Math.Sqrt(squares[c]);
            usual += Deviations[c] / Channels;
        }

        for (int c = 0; c < Channels; c++)
        {
            Deviations[c] = Math.Max(Deviations[c], Math.Max(LeastDeviation * usual, 1e-12));
        }
    }
}
