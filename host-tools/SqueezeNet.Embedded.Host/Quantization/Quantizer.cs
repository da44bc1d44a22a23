using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using SqueezeNet.Embedded.Host.Float;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Quantization;

/// <summary>
/// Post-training quantization to SPEC 1. Layer by layer: the output's zero point and scale and the groups' shifts are
/// chosen for the least expected error, weights rounded against the integer network's own inputs, biases corrected.
/// Tensors that a bypass joins share scale, zero point and order of channels, chosen with the first of them.
/// </summary>
public sealed class Quantizer
{
    private readonly SqueezeNetModel model;
    private readonly Calibration calibration;
    private readonly IProgress<QuantizerProgress>? progress;
    private readonly QuantizingShares shares;
    private readonly List<LayerReport> reports = [];
    private readonly Convolution conv1;
    private readonly IReadOnlyDictionary<int, WideStatistics> followers;
    private readonly RateFindings? rate;
    private readonly Dictionary<int, (Quantum Output, int[] Order)> roots = [];
    private readonly RatePrices? prices;
    private readonly CancellationToken cancellation;
    private Quantum current = new(1, -128);
    private double? currentRatio;

    private Quantizer(
        SqueezeNetModel model,
        Calibration calibration,
        IReadOnlyDictionary<int, WideStatistics> followers,
        RateFindings? rate,
        IProgress<QuantizerProgress>? progress,
        CancellationToken cancellation)
    {
        if (!model.HasLastRelu)
        {
            throw new ArgumentException($"{model.Name} has no ReLU behind its last convolution", nameof(model));
        }

        this.model = model;
        this.calibration = calibration;
        this.followers = followers;
        this.rate = rate;
        conv1 = FloatNetwork.FoldInput(model);
        prices = rate is null ? null : new RatePrices(model, conv1, rate.Sensitivities, rate.BitPrice);
        this.progress = progress;
        shares = new QuantizingShares(model, rate is null);
        this.cancellation = cancellation;
    }

    /// <summary>Quantizes a model to int8, without regard to the size of packed weights.</summary>
    /// <param name="model">The model in fp32.</param>
    /// <param name="images">
    /// Calibration images of the input's size, as <see cref="Resampler"/> makes them; a hundred are best.
    /// </param>
    /// <param name="progress">Is told which layer is being quantized.</param>
    /// <param name="cancellation">Stops the work; no layer is finished then.</param>
    /// <exception cref="QuantizationException">
    /// A layer cannot be kept from saturating, or there is no image.
    /// </exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static QuantizedNetwork Quantize(
        SqueezeNetModel model,
        IReadOnlyList<RgbImage> images,
        IProgress<QuantizerProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        if (images.Count == 0)
        {
            throw new QuantizationException("Quantization needs at least one calibration image; a hundred are better.");
        }

        progress?.Report(new QuantizerProgress("ranges", 0, 1));
        SqueezeNetModel equalized = Equalizer.Equalize(model, images, Equalizer.Usual, cancellation);
        return Run(equalized, images, null, progress, cancellation);
    }

    /// <summary>Quantizes a model whose channels are equalized.</summary>
    /// <param name="rate">What bits may cost; null if they cost nothing and squared errors must do.</param>
    internal static QuantizedNetwork Run(
        SqueezeNetModel equalized,
        IReadOnlyList<RgbImage> images,
        RateFindings? rate,
        IProgress<QuantizerProgress>? progress,
        CancellationToken cancellation)
    {
        List<RgbImage> augmented = Augment(images);
        IReadOnlyDictionary<int, WideStatistics> followers = WideStatistics.Measure(equalized, augmented, cancellation);
        Calibration calibration = new(augmented, cancellation);
        return new Quantizer(equalized, calibration, followers, rate, progress, cancellation).Run();
    }

    /// <summary>Views of an image that <see cref="Augment"/> makes.</summary>
    private const int Views = 2;

    /// <summary>Every image and its mirror image.</summary>
    private static List<RgbImage> Augment(IReadOnlyList<RgbImage> images)
    {
        return [.. images, .. images.Select(image => image.Mirror())];
    }

    private delegate ScaleChoice Choose(TensorMakers makers);

    private int Total => 2 + (3 * model.Fires.Count);

    private QuantizedNetwork Run()
    {
        float[] mean = model.Input.Mean;
        float[] border = mean.Select(m => Math.Clamp(MathF.Round(m), 0, 255)).ToArray();
        QuantizedConvolution first = Wide(0, ["conv1"], new Border(border, mean), model.Pool1)[0];
        List<QuantizedFire> fires = [];
        for (int k = 0; k < model.Fires.Count; k++)
        {
            fires.Add(QuantizeFire(k));
        }

        (QuantizedConvolution conv10, float scoreScale) = QuantizeHead();
        progress?.Report(new QuantizerProgress("done", Total, Total) { Share = shares.Before(Total) });
        sbyte[] padding = border.Select(b => (sbyte)(b - 128)).ToArray();
        return new QuantizedNetwork
        {
            Model = model,
            Padding = padding,
            Conv1 = first,
            Fires = fires,
            Conv10 = conv10,
            ScoreScale = scoreScale,
            Layers = reports,
        };
    }

    private QuantizedFire QuantizeFire(int k)
    {
        Fire fire = model.Fires[k];
        if (fire.HasBypass)
        {
            calibration.Keep();
        }

        Convolution[] readers = [fire.Expand1x1, fire.Expand3x3];
        QuantizedConvolution squeeze = Tensor(
            [$"{fire.Name}.squeeze"],
            [fire.Squeeze],
            null,
            null,
            makers => ScaleChoice.Find(
                makers,
                [.. readers.Select(r => (r, makers.Statistics.Power))],
                [],
                Storage((2 * k) + 1, makers.Statistics),
                null))[0];
        QuantizedConvolution[] expand = Wide(
            k + 1, [$"{fire.Name}.expand1x1", $"{fire.Name}.expand3x3"], null, fire.PoolAfter, fire.HasBypass);
        return new QuantizedFire(squeeze, expand[0], expand[1], fire.PoolAfter);
    }

    /// <summary>Quantizes the convolutions of a wide tensor, whose scale others may share.</summary>
    private QuantizedConvolution[] Wide(int tensor, string[] names, Border? border, MaxPool? pool, bool bypass = false)
    {
        Choose choose = bypass ? Follow(SharedTensors.Root(model, tensor)) : Lead(tensor);
        return Tensor(names, Makers(tensor), border, pool, choose, bypass);
    }

    /// <summary>Chooses a scale and an order of channels for a tensor and those that share them.</summary>
    private Choose Lead(int tensor)
    {
        IReadOnlyList<int> members = SharedTensors.Of(model, tensor);
        int[]? order = members.Count > 1 ? SharedOrder.Of([.. members.Select(Makers)]) : null;
        WideStatistics[] others = [.. members.Skip(1).Select(m => followers[m])];
        return makers =>
        {
            (Convolution, double[])[] readers =
                [.. members.Select((m, i) => (Reader(m), i == 0 ? makers.Statistics.Power : others[i - 1].Power))];
            StorageNoise noise = rate is null
                ? StorageNoise.Unmeasured(makers.Statistics.Positions)
                : StorageNoise.Join(members.Select(m => rate.Storage[2 * m]));
            ScaleChoice choice = ScaleChoice.Find(makers, readers, others.Select(o => o.Histogram), noise, order);
            if (order is not null)
            {
                roots[tensor] = (choice.Output, order);
            }

            return choice;
        };
    }

    private Choose Follow(int root)
    {
        (Quantum output, int[] order) = roots[root];
        return makers => ScaleChoice.Given(makers, output, order);
    }

    /// <summary>What storing a tensor does, by <see cref="FloatStep.Tensor"/>.</summary>
    private StorageNoise Storage(int tensor, LayerStatistics statistics)
    {
        return rate is null ? StorageNoise.Unmeasured(statistics.Positions) : rate.Storage[tensor];
    }

    /// <summary>The convolutions that make a wide tensor.</summary>
    private Convolution[] Makers(int tensor)
    {
        return tensor == 0 ? [conv1] : [model.Fires[tensor - 1].Expand1x1, model.Fires[tensor - 1].Expand3x3];
    }

    /// <summary>The convolution that reads a wide tensor.</summary>
    private Convolution Reader(int tensor)
    {
        return tensor < model.Fires.Count ? model.Fires[tensor].Squeeze : model.Conv10;
    }

    /// <summary>Quantizes the convolutions that make one tensor, and goes on to it.</summary>
    /// <param name="names">Of the convolutions, for people.</param>
    /// <param name="border">What lies around their input; null for zeros.</param>
    private QuantizedConvolution[] Tensor(
        string[] names, Convolution[] convolutions, Border? border, MaxPool? pool, Choose choose, bool bypass = false)
    {
        Report(names[0]);
        border ??= Border.Zeros(convolutions[0].InChannels);
        Layer[] layers = convolutions.Select(c => new Layer(c, c.Weights, c.Bias, border.Real)).ToArray();
        LayerStatistics statistics = calibration.Measure(layers, border, pool);
        ScaleChoice choice = choose(
            new TensorMakers(names[0], convolutions, statistics, current, prices, cancellation));
        GroupReport[][] groups = choice.Groupings.Select(g => g.Choose(choice.Step, choice.Output.Zero)).ToArray();
        RoundedConvolution[] rounded = convolutions
            .Select((c, i) => Round(
                c, statistics.Moments[i], choice.Groupings[i], groups[i], choice.Step, choice.Output.Zero))
            .ToArray();
        QuantizedConvolution[] quantized = rounded.Select(r => r.Convolution).ToArray();
        (OutputErrors outputs, OutputErrors tensor) = calibration.Advance(
            layers, quantized.Select(q => new IntegerLayer(q, border.Integer)).ToArray(), pool, choice.Output, bypass);
        LayerFindings findings = new(statistics, outputs, currentRatio);
        reports.AddRange(names.Select((name, i) => findings.Report(name, i, rounded[i], groups[i], choice)));
        current = choice.Output;
        currentRatio = tensor.Ratio(..);
        return quantized;
    }

    private void Report(string name)
    {
        cancellation.ThrowIfCancellationRequested();
        progress?.Report(
            new QuantizerProgress(name, reports.Count, Total) { Share = shares.Before(reports.Count) });
    }

    private RoundedConvolution Round(
        Convolution shape, InputMoments moments, Grouping grouping, GroupReport[] groups, int step, int? zeroOut)
    {
        int[] shifts = grouping.Shifts(groups);
        double[] scales = shifts.Select(n => grouping.Scale(step, n)).ToArray();
        return new Rounder(shape, moments, current, prices?.Of(shape), cancellation)
            .Round(grouping.Order, shifts, scales, zeroOut);
    }

    private (QuantizedConvolution Head, float ScoreScale) QuantizeHead()
    {
        Convolution shape = model.Conv10;
        Report("conv10");
        Layer layer = FloatNetwork.Prepare(shape);
        Border border = Border.Zeros(shape.InChannels);
        LayerStatistics statistics = calibration.Measure([layer], border, null);
        ScaleChoice choice = ScaleChoice.FindHead(
            new TensorMakers(shape.Name, [shape], statistics, current, prices, cancellation));
        Grouping grouping = choice.Groupings[0];
        GroupReport[] groups = grouping.Choose(choice.Step, 0);
        RoundedConvolution head = Round(shape, statistics.Moments[0], grouping, groups, choice.Step, null);
        double[] logit = head.Convolution.Shifts.Select(n => grouping.Scale(choice.Step, n) * current.Scale).ToArray();
        (OutputErrors logits, double[] active) = calibration.Finish(
            layer, new IntegerLayer(head.Convolution, border.Integer), logit);
        if (prices is not null)
        {
            QuantizedConvolution corrected = HeadBias.Correct(head.Convolution, logits.Offsets(Views), logit, active);
            head = head with { Convolution = BiasRounding.Round(corrected) };
            (logits, _) = calibration.Finish(layer, new IntegerLayer(head.Convolution, border.Integer), logit);
        }

        reports.Add(new LayerFindings(statistics, logits, currentRatio).Report("conv10", 0, head, groups, null));
        double positions = (double)statistics.Histogram.Count / shape.OutChannels / calibration.Images;
        return (head.Convolution, (float)(grouping.Scale(choice.Step, 0) * current.Scale / positions));
    }
}
