using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SqueezeNet.Embedded.Host.Training.Heads;

namespace SqueezeNet.Embedded.Host.Training.Figures;

/// <summary>Makes the figures of a training.</summary>
internal static class FigureMaker
{
    /// <summary>Judges the held-out scores, and repeats the head's first step with fewer photos and classes.</summary>
    /// <param name="seed">What draws of photos and classes follow from.</param>
    public static TrainingFigures Of(FigureSource source, ulong seed, CancellationToken cancellation)
    {
        ParallelOptions parallel = new() { CancellationToken = cancellation };
        HeldOutFigures heldOut = HeldOutFigures.Of(
            source.Samples, source.Photos, source.Scores, source.Temperature);
        AveragedRows rows = AveragedRows.Of(source.Maps);
        double[] strangers = new Strangers(source, rows, parallel).Probabilities(seed);
        LearningCurve curve = LearningCurve.Of(source, rows, seed, parallel);
        int[] truth = [.. source.Photos.Select(photo => source.Samples.Truth[photo])];
        return new TrainingFigures(heldOut, source.Folds.Max() + 1, source.Head.WeightDecay)
        {
            Calibration = Reliability.Of(source.Scores, truth, source.Temperature),
            Threshold = ThresholdChoice.Of(heldOut.Photos, strangers),
            Curve = curve.Points,
            Suspicious = Suspects.Of(source),
            Frozen = source.Photos.Length < source.Samples.Photos ? Frozen(source) : null,
            Advice = TrainingAdvice.Of(heldOut, source.Samples, curve, source.Labels),
        };
    }

    /// <summary>The head alone on the photos that a tuned network is judged on.</summary>
    private static HeldOutFigures Frozen(FigureSource source)
    {
        return HeldOutFigures.Of(
            source.Samples,
            source.Photos,
            [.. source.Photos.Select(photo => source.Head.HeldOut[photo])],
            source.Head.Temperature);
    }
}
