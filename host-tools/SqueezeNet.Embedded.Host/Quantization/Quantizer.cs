using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using SqueezeNet.Embedded.Host.Float;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Quantization.Rate;

namespace SqueezeNet.Embedded.Host.Quantization;

/// <summary>
/// Post-training quantization to SPEC 1. Layer by layer: the output's zero point and scale and the groups' shifts are
/// chosen for the least expected error, weights rounded against the integer network's own inputs, biases corrected.
/// </summary>
public sealed class Quantizer
{
    private readonly SqueezeNetModel model;
    private readonly Calibration calibration;
    private readonly IProgress<QuantizerProgress>? progress;
    private readonly List<LayerReport> reports = [];
    private double[][]? gradients;
    private double bitPrice;
    private int convolution;
    private Quantum current = new(1, -128);

    private Quantizer(SqueezeNetModel model, Calibration calibration, IProgress<QuantizerProgress>? progress)
    {
        this.model = model;
        this.calibration = calibration;
        this.progress = progress;
    }

    /// <summary>Quantizes a model.</summary>
    /// <param name="images">Calibration images of the input's size, as <see cref="Resampler"/> makes them.</param>
    /// <exception cref="QuantizationException">A layer cannot be kept from saturating, or there is no image.</exception>
    public static QuantizedNetwork Quantize(
        SqueezeNetModel model,
        IReadOnlyList<RgbImage> images,
        IProgress<QuantizerProgress>? progress = null,
        CancellationToken cancellation = default,
        double bitPrice = 0)
    {
        if (images.Count == 0)
        {
            throw new QuantizationException("Quantization needs at least one calibration image; a hundred are better.");
        }

        SqueezeNetModel equalized = Equalizer.Equalize(model, images);
        Quantizer quantizer = new(equalized, new Calibration(Augment(images), cancellation), progress);
        if (bitPrice > 0)
        {
            quantizer.bitPrice = bitPrice;
            quantizer.gradients = Sensitivities.Measure(equalized, images, progress, cancellation);
        }

        return quantizer.Run();
    }

    /// <summary>Every picture and its mirror image.</summary>
    private static List<RgbImage> Augment(IReadOnlyList<RgbImage> images)
    {
        return [.. images, .. images.Select(image => image.Mirror())];
    }

    private int Total => 2 + (2 * model.Fires.Count);

    private QuantizedNetwork Run()
    {
        Convolution first = FloatNetwork.FoldInput(model);
        float[] mean = model.Input.Mean;
        float[] border = mean.Select(m => Math.Clamp(MathF.Round(m), 0, 255)).ToArray();
        QuantizedConvolution conv1 =
            Tensor("conv1", [first], border, mean, model.Pool1, [model.Fires[0].Squeeze])[0];
        List<QuantizedFire> fires = [];
        for (int k = 0; k < model.Fires.Count; k++)
        {
            fires.Add(QuantizeFire(k));
        }

        (QuantizedConvolution conv10, float scoreScale) = QuantizeHead();
        progress?.Report(new QuantizerProgress("done", Total, Total));
        sbyte[] padding = border.Select(b => (sbyte)(b - 128)).ToArray();
        return new QuantizedNetwork(model, padding, conv1, fires, conv10, scoreScale, reports);
    }

    private QuantizedFire QuantizeFire(int k)
    {
        Fire fire = model.Fires[k];
        Convolution next = k + 1 < model.Fires.Count ? model.Fires[k + 1].Squeeze : model.Conv10;
        QuantizedConvolution squeeze =
            Tensor($"{fire.Name}.squeeze", [fire.Squeeze], null, null, null, [fire.Expand1x1, fire.Expand3x3])[0];
        QuantizedConvolution[] expand = Tensor(
            $"{fire.Name}.expand", [fire.Expand1x1, fire.Expand3x3], null, null, fire.PoolAfter, [next]);
        return new QuantizedFire(squeeze, expand[0], expand[1], fire.PoolAfter);
    }

    /// <summary>Quantizes the convolutions that make one tensor, and goes on to it.</summary>
    /// <param name="integerPadding">u of the border, null for 0.</param>
    /// <param name="realPadding">Of the fp32 network, null for 0.</param>
    private QuantizedConvolution[] Tensor(
        string name,
        Convolution[] convolutions,
        float[]? integerPadding,
        float[]? realPadding,
        MaxPool? pool,
        Convolution[] consumers)
    {
        progress?.Report(new QuantizerProgress(name, reports.Count, Total));
        float[] zeros = new float[convolutions[0].InChannels];
        integerPadding ??= zeros;
        realPadding ??= zeros;
        Layer[] layers = convolutions.Select(c => new Layer(c, c.Weights, c.Bias, realPadding)).ToArray();
        LayerStatistics statistics = calibration.Measure(layers, integerPadding, realPadding);
        RatePrice[]? prices = Prices(convolutions.Length);
        ScaleChoice choice = ScaleChoice.Find(name, convolutions, statistics, current, consumers, prices);
        QuantizedConvolution[] quantized = convolutions
            .Select((c, i) =>
                Round(c, statistics.Moments[i], choice.Groupings[i], choice.Step, choice.Output.Zero, prices?[i]))
            .ToArray();
        double ratio = calibration.Advance(
            layers, quantized.Select(q => new IntegerLayer(q, integerPadding)).ToArray(), pool, choice.Output);
        current = choice.Output;
        reports.Add(new LayerReport(name, current.Scale, current.Zero, ratio));
        return quantized;
    }

    /// <summary>Prices of the bits of the next convolutions.</summary>
    private RatePrice[]? Prices(int count)
    {
        return gradients is null
            ? null
            : Enumerable.Range(0, count).Select(_ => RatePrice.Of(bitPrice, gradients[convolution++])).ToArray();
    }

    private QuantizedConvolution Round(
        Convolution shape, InputMoments moments, Grouping grouping, int step, int? zeroOut, RatePrice? price)
    {
        int[] shifts = grouping.Shifts(step, zeroOut ?? 0);
        double[] scales = shifts.Select(n => grouping.Scale(step, n)).ToArray();
        return new Rounder(shape, moments, current, price).Round(grouping.Order, shifts, scales, zeroOut);
    }

    private (QuantizedConvolution Head, float ScoreScale) QuantizeHead()
    {
        Convolution shape = model.Conv10;
        progress?.Report(new QuantizerProgress("conv10", reports.Count, Total));
        Layer layer = FloatNetwork.Prepare(shape);
        float[] zeros = new float[shape.InChannels];
        LayerStatistics statistics = calibration.Measure([layer], zeros, zeros);
        RatePrice[]? prices = Prices(1);
        ScaleChoice choice = ScaleChoice.FindHead(shape, statistics, current, prices);
        Grouping grouping = choice.Groupings[0];
        QuantizedConvolution head = Round(shape, statistics.Moments[0], grouping, choice.Step, null, prices?[0]);
        double[] logit = head.Shifts.Select(n => grouping.Scale(choice.Step, n) * current.Scale).ToArray();
        double ratio = calibration.Finish(layer, new IntegerLayer(head, zeros), logit);
        reports.Add(new LayerReport("conv10", choice.Output.Scale, 0, ratio));
        double positions = (double)statistics.Histogram.Count / shape.OutChannels / calibration.Images;
        return (head, (float)(grouping.Scale(choice.Step, 0) * current.Scale / positions));
    }
}
