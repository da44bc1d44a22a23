using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using SqueezeNet.Embedded.Host.Evaluation;
using SqueezeNet.Embedded.Host.Quantization;
using SqueezeNet.Embedded.Host.RateControl;

namespace SqueezeNet.Embedded.Host.Reporting;

/// <summary>Says which layers to worry about, and what to do.</summary>
internal static class Advisor
{
    // Above this ratio a layer's own noise has not been seen to change predictions, whatever its share.
    private const double Harmless = 35;
    private const double LargeShare = 0.25;
    private const double HarmlessAgreement = 99;
    private const int FewImages = 50;
    private const int ManyImages = 300;
    private const double LargeDrop = 3;

    /// <summary>Warnings first.</summary>
    public static IReadOnlyList<Advice> Judge(BuildReport report)
    {
        IEnumerable<Advice> all = OfAccuracy(report.Evaluation)
            .Concat(report.Plan.Problems.Select(p => new Advice(true, $"plan for {report.Plan.Board}", p)))
            .Concat(OfCalibration(report.CalibrationImages))
            .Concat(OfSize(report.Curve))
            .Concat(report.Layers
                .Select(layer => OfNoise(layer, HasHarm(report.Evaluation), report.Curve))
                .OfType<Advice>())
            .Concat(OfWeakest(report.Layers, report.Curve))
            .Concat(OfProof(report.Layers))
            .Concat(OfDeadChannels(report.Layers));
        return all.OrderByDescending(advice => advice.IsWarning).ToList();
    }

    private static IEnumerable<Advice> OfAccuracy(EvaluationResult? evaluation)
    {
        if (evaluation?.Doubt is string doubt)
        {
            yield return new Advice(true, "accuracy", doubt);
        }

        if (evaluation?.OverlapNote is string overlap)
        {
            yield return new Advice(true, "accuracy", $"{overlap}.");
        }

        EvaluationResult? judged = evaluation?.NotCalibratedOn ?? evaluation;
        if (judged?.Against is not Comparison against)
        {
            yield return new Advice(
                false,
                "accuracy",
                "not measured. Give --images a folder of labelled images that are not calibrated on.");
            yield break;
        }

        double lost = against.Reference.Top1 - judged.Accuracy.Top1;
        if (against.Top1.PValue < 0.05 && lost > 0)
        {
            yield return new Advice(
                true,
                "accuracy",
                Text($"int8 loses {lost:F1} points of top-1 to fp32, ")
                + Text($"more than chance (p = {against.Top1.PValue:0.####}). ")
                + "Calibrate on more images of the kind that the camera will see, then look at the layers below.");
        }
    }

    private static IEnumerable<Advice> OfCalibration(int images)
    {
        if (images < FewImages)
        {
            yield return new Advice(
                true,
                "calibration",
                $"{images} images are few to learn ranges and errors from; give it about a hundred.");
        }
        else if (images < ManyImages)
        {
            yield return new Advice(
                false,
                "calibration",
                $"on {images} images. Four hundred bring networks with many zero weights closer to fp32 (v1.0: a fifth "
                + "less divergence than with a hundred), for four times the minutes.");
        }
    }

    private static IEnumerable<Advice> OfSize(RateCurve? curve)
    {
        if (curve?.Nearest is RatePoint near)
        {
            yield return new Advice(
                near.Drop > LargeDrop,
                "size",
                Text($"{curve.Chosen.BitsPerWeight:F2} bits a weight are taken to cost {near.Drop:F1} points of ")
                + Text($"top-1: agreement with fp32 on images held out is {near.HeldOut!.Agreement:F1} %. ")
                + (near.Drop > LargeDrop
                    ? "Allow more bytes; the curve shows what they keep."
                    : "The curve shows other sizes."));
        }
    }

    /// <summary>Whether noise changes predictions; unless it was measured, it may.</summary>
    private static bool HasHarm(EvaluationResult? evaluation)
    {
        return evaluation?.Against is not Comparison against || against.Agreement < HarmlessAgreement;
    }

    /// <summary>Of a layer that makes much of its noise itself.</summary>
    private static Advice? OfNoise(LayerReport layer, bool isWarning, RateCurve? curve)
    {
        NoiseShare share = NoiseShare.Of(layer);
        // Weights that were rounded to save bytes need no mending.
        bool weights = share.Weights >= share.Output;
        if (!(layer.Sqnr < Harmless) || Math.Max(share.Weights, share.Output) < LargeShare
            || (weights && curve is not null))
        {
            return null;
        }

        string what = Text($"SQNR {layer.Sqnr:F1} dB, ");
        return weights
            ? new Advice(isWarning, layer.Name, what + OfWeights(layer, share.Weights))
            : new Advice(isWarning, layer.Name, what + OfRange(layer, share.Output));
    }

    private static string OfWeights(LayerReport layer, double share)
    {
        string noise = Text($"{100 * share:F0} % of its noise from the rounding of its weights: ");
        if (layer.LimitedGroups > 0)
        {
            return noise + $"the 20-bit proof limited {layer.LimitedGroups} of {layer.Groups.Count} groups. "
                + "Fine-tune with weight decay: what counts is each channel's sum of absolute weights.";
        }

        int low = layer.Groups.Min(g => g.Shift);
        int high = layer.Groups.Max(g => g.Shift);
        return noise + (low == high
            ? "its channels' weights are spread too widely for one scale. Fine-tune with weight decay."
            : $"some channels' weights are so large that their group has shift {low} where others have {high}. "
            + "Fine-tune with weight decay.");
    }

    private static string OfRange(LayerReport layer, double share)
    {
        RangeReport output = layer.Output!;
        string bits = output.Zero == 0 ? "7 bits" : "8 bits";
        return Text($"{100 * share:F0} % of its noise from storing its output in {bits}: most values are small ")
            + Text($"beside the largest, {output.Max:G3}. ")
            + "Take images out of the calibration that the camera will never see; a batch normalization folded into "
            + "the layer in training evens its range.";
    }

    private static IEnumerable<Advice> OfWeakest(IReadOnlyList<LayerReport> layers, RateCurve? curve)
    {
        if (layers.Where(l => l.Sqnr is not null).MinBy(l => l.Sqnr) is LayerReport weakest)
        {
            NoiseShare share = NoiseShare.Of(weakest);
            bool inherited = share.Weights < LargeShare && share.Output < LargeShare;
            yield return new Advice(
                false,
                weakest.Name,
                Text($"the weakest layer, SQNR {weakest.Sqnr:F1} dB; ")
                + (inherited
                    ? "nearly all of its noise comes with its input, so there is nothing to mend in this layer."
                    : curve is not null && share.Weights >= share.Output
                        ? "its weights were rounded to save bytes."
                        : "see above."));
        }
    }

    private static IEnumerable<Advice> OfProof(IReadOnlyList<LayerReport> layers)
    {
        int limited = layers.Sum(l => l.LimitedGroups);
        int sevenBits = layers.Count(l => l.Output?.ZeroForProof == true);
        if (limited + sevenBits > 0)
        {
            yield return new Advice(
                false,
                "the 20-bit proof",
                $"lowered the shift of {limited} of {layers.Sum(l => l.Groups.Count)} groups (one bit less for their "
                + $"weights) and left {sevenBits} of {layers.Count - 1} layers 7 bits for their outputs. "
                + "That is the price of accumulators that cannot overflow.");
        }
    }

    private static IEnumerable<Advice> OfDeadChannels(IReadOnlyList<LayerReport> layers)
    {
        List<LayerReport> dead = layers.Where(l => l.DeadChannels > 0).ToList();
        if (dead.Count > 0)
        {
            yield return new Advice(
                false,
                "unused channels",
                "0 on every calibration image: "
                + $"{string.Join(", ", dead.Select(l => $"{l.DeadChannels} of {l.Channels} in {l.Name}"))}. "
                + "Pruned before export they would save flash and time; or the images are not varied enough.");
        }
    }

    private static string Text(FormattableString text)
    {
        return text.ToString(CultureInfo.InvariantCulture);
    }
}
