using System;
using System.Linq;

namespace SqueezeNet.Embedded.Host.Quantization;

/// <summary>What is known of the convolutions that make a tensor, once it has been quantized.</summary>
/// <param name="statistics">Of the fp32 network.</param>
/// <param name="errors">Of the integer network's outputs, the convolutions' channels one after the other.</param>
/// <param name="inputRatio">Signal-to-noise ratio of their input in dB.</param>
internal sealed class LayerFindings(LayerStatistics statistics, OutputErrors errors, double? inputRatio)
{
    /// <summary>Puts a convolution's report together.</summary>
    /// <param name="index">Which of the convolutions it is.</param>
    /// <param name="choice">Null in the head.</param>
    public LayerReport Report(
        string name, int index, RoundedConvolution rounded, GroupReport[] groups, ScaleChoice? choice)
    {
        int channels = rounded.Noise.Length;
        int first = Enumerable.Range(0, index).Sum(statistics.Channels);
        Range range = first..(first + channels);
        double[] power = statistics.Power[range];
        Histogram histogram = statistics.Histograms[index];
        double mean = power.Average();
        // ReLU passes the noise of active outputs only.
        double? weights = choice is null
            ? null
            : OutputErrors.Decibel(mean, rounded.Noise.Average() * histogram.Active);
        double? output = choice is null
            ? null
            : OutputErrors.Decibel(mean, histogram.MeanSquaredError(choice.Output.Scale, choice.Output.Levels));
        return new LayerReport
        {
            Name = name,
            Channels = channels,
            Sqnr = errors.Ratio(range),
            InputSqnr = inputRatio,
            OutputSqnr = output,
            WeightSqnr = weights,
            BiasError = errors.Bias(range),
            DeadChannels = power.Count(p => p == 0),
            Output = choice is null ? null : Stored(histogram, choice),
            Groups = groups,
            ShrunkChannels = rounded.Shrunk,
            Weights = WeightHistogram.Of(rounded.Convolution.Weights),
        };
    }

    private static RangeReport Stored(Histogram histogram, ScaleChoice choice)
    {
        Quantum output = choice.Output;
        double limit = output.Scale * output.Levels;
        return new RangeReport(
            output.Scale, output.Zero, histogram.Max, limit, 100 * histogram.AtMost(limit), choice.ZeroForProof);
    }
}
