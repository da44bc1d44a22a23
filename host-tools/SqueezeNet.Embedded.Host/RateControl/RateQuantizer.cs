using System;
using System.Collections.Generic;
using System.Threading;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Quantization;

namespace SqueezeNet.Embedded.Host.RateControl;

/// <summary>
/// Quantizes a model for packed weights at any price of a bit; what does not depend on it is measured once.
/// </summary>
public sealed class RateQuantizer
{
    private readonly SqueezeNetModel equalized;
    private readonly IReadOnlyList<RgbImage> images;
    private readonly StorageNoise[] storage;
    private readonly double[][] sensitivities;

    private RateQuantizer(
        SqueezeNetModel equalized, IReadOnlyList<RgbImage> images, StorageNoise[] storage, double[][] sensitivities)
    {
        this.equalized = equalized;
        this.images = images;
        this.storage = storage;
        this.sensitivities = sensitivities;
    }

    /// <summary>Number of calibration images.</summary>
    public int Images => images.Count;

    /// <summary>Equalizes a model's channels and measures how its predictions feel noise.</summary>
    /// <param name="images">Calibration images of the input's size.</param>
    /// <exception cref="QuantizationException">There is no image.</exception>
    public static RateQuantizer Prepare(
        SqueezeNetModel model,
        IReadOnlyList<RgbImage> images,
        IProgress<QuantizerProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        if (images.Count == 0)
        {
            throw new QuantizationException("Quantization needs at least one calibration image; a hundred are better.");
        }

        SqueezeNetModel equalized = Equalizer.Equalize(model, images, Equalizer.ForPackedWeights, cancellation);
        StorageNoise[] storage = StorageProbe.Measure(equalized, images, Part(progress, 0, 0.15), cancellation);
        double[][] sensitivities =
            Sensitivities.Measure(equalized, images, Part(progress, 0.15, 1), cancellation);
        return new RateQuantizer(equalized, images, storage, sensitivities);
    }

    private static PartProgress? Part(IProgress<QuantizerProgress>? progress, double from, double to)
    {
        return progress is null ? null : new PartProgress(progress, from, to);
    }

    /// <summary>Quantizes.</summary>
    /// <param name="bitPrice">
    /// What a bit may cost in accuracy: nats of Kullback-Leibler divergence of the predictions; greater makes the blob
    /// smaller.
    /// </param>
    /// <exception cref="QuantizationException">A layer cannot be kept from saturating.</exception>
    public QuantizedNetwork Quantize(
        double bitPrice, IProgress<QuantizerProgress>? progress = null, CancellationToken cancellation = default)
    {
        return Quantizer.Run(
            equalized, images, new RateFindings(storage, sensitivities, bitPrice), progress, cancellation);
    }
}
