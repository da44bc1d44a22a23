using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SqueezeNet.Embedded.Host.Float;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Quantization.Rate;

/// <summary>
/// Walks the curve of size and accuracy by the price of a bit. The walk calibrates on every other picture and compares with
/// fp32 on those between, which it has not seen; the result is calibrated on all of them.
/// </summary>
public sealed class RateSearch
{
    /// <summary>The price of a bit where a walk begins, and without a target: about 3 bits a weight.</summary>
    public const double UsualPrice = 2e-8;

    private const int Steps = 5;
    private const int LastSteps = 4;
    private const double Close = 0.015;

    private readonly SqueezeNetModel model;
    private readonly IReadOnlyList<RgbImage> images;
    private readonly Func<QuantizedNetwork, byte[]> pack;
    private readonly IProgress<QuantizerProgress>? progress;
    private readonly CancellationToken cancellation;
    private readonly List<RatePoint> curve = [];

    /// <summary>Prepares a search.</summary>
    /// <param name="images">Calibration images of the input's size; at least two.</param>
    /// <param name="pack">Makes a packed blob of a network.</param>
    public RateSearch(
        SqueezeNetModel model,
        IReadOnlyList<RgbImage> images,
        Func<QuantizedNetwork, byte[]> pack,
        IProgress<QuantizerProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        this.model = model;
        this.images = images;
        this.pack = pack;
        this.progress = progress;
        this.cancellation = cancellation;
    }

    /// <summary>Quantizes at one price, without a walk.</summary>
    public RateResult AtPrice(double bitPrice)
    {
        (QuantizedNetwork network, byte[] blob) = Quantize(Prepare(images), bitPrice);
        return Result(network, blob);
    }

    /// <summary>The best blob of at most so many bytes.</summary>
    /// <exception cref="QuantizationException">It cannot be made so small, or there is one image.</exception>
    public RateResult ForSize(int bytes)
    {
        (_, double price) = Walk(point => FixedOrder.Log2(point.Bytes / (double)bytes));
        RateQuantizer quantizer = Prepare(images);
        (QuantizedNetwork Network, byte[] Blob)? best = null;
        for (int step = 0; step < LastSteps; step++)
        {
            (QuantizedNetwork network, byte[] blob) = Quantize(quantizer, price);
            bool fits = blob.Length <= bytes;
            if (fits && (best is null || blob.Length > best.Value.Blob.Length))
            {
                best = (network, blob);
            }

            if (fits && blob.Length > bytes * (1 - Close))
            {
                break;
            }

            // Near the end of the walk, size falls with about the fourth root of the price.
            double ratio = blob.Length / (bytes * (1 - (Close / 3)));
            price *= ratio * ratio * ratio * ratio;
        }

        return best is null
            ? throw new QuantizationException($"The model cannot be packed into {bytes} bytes.")
            : Result(best.Value.Network, best.Value.Blob);
    }

    /// <summary>The smallest blob that loses at most so many points of top-1 accuracy, by <see cref="Answers.Drop"/>.</summary>
    public RateResult ForDrop(double points)
    {
        (double price, _) = Walk(point => FixedOrder.Log2(points / Math.Max(point.HeldOut!.Drop, points / 100)) / 4);
        if (price == 0)
        {
            RatePoint best = curve.MinBy(p => p.HeldOut!.Drop)!;
            throw new QuantizationException(
                $"At {best.Bytes} bytes it still loses {best.HeldOut!.Drop:F2} points, more than {points}; allow more, or calibrate on more pictures.");
        }

        (QuantizedNetwork network, byte[] blob) = Quantize(Prepare(images), price);
        return Result(network, blob);
    }

    /// <summary>Looks for the price where something that falls with it becomes zero.</summary>
    /// <returns>The highest price where it was not negative, 0 if there was none; and the best guess.</returns>
    private (double Allowed, double Guess) Walk(Func<RatePoint, double> excess)
    {
        if (images.Count < 2)
        {
            throw new QuantizationException("A search needs at least two calibration images, half of them to judge by.");
        }

        RgbImage[] seen = images.Where((_, i) => i % 2 == 0).ToArray();
        RgbImage[] held = images.Where((_, i) => i % 2 == 1).SelectMany(image => new[] { image, image.Mirror() }).ToArray();
        RateQuantizer quantizer = Prepare(seen);
        FloatNetwork fp32 = new(model);
        double[][] reference = Each(held, image => fp32.Run(image).Select(l => (double)l).ToArray());
        double low = double.NegativeInfinity;
        double high = double.PositiveInfinity;
        double price = FixedOrder.Log2(UsualPrice);
        for (int step = 0; step < Steps; step++)
        {
            (QuantizedNetwork network, byte[] blob) = Quantize(quantizer, FixedOrder.Exp2(price));
            IntegerNetwork integers = new(network);
            Answers answers = Answers.Compare(reference, Each(held, integers.Run));
            curve[^1] = curve[^1] with { HeldOut = answers };
            double off = excess(curve[^1]);
            (low, high) = off >= 0 ? (Math.Max(low, price), high) : (low, Math.Min(high, price));
            if (Math.Abs(off) < Close / 2)
            {
                break;
            }

            price = Next(price, off, low, high);
        }

        return (double.IsFinite(low) ? FixedOrder.Exp2(low) : 0, FixedOrder.Exp2(price));
    }

    /// <summary>Where to look next: between what is known, or on by what a change of price is worth as a rule.</summary>
    private static double Next(double price, double off, double low, double high)
    {
        double next = price + (4 * off);
        return double.IsFinite(low) && double.IsFinite(high) && (next <= low || next >= high) ? (low + high) / 2 : next;
    }

    private RateQuantizer Prepare(IReadOnlyList<RgbImage> pictures)
    {
        return RateQuantizer.Prepare(model, pictures, progress, cancellation);
    }

    private (QuantizedNetwork Network, byte[] Blob) Quantize(RateQuantizer quantizer, double price)
    {
        QuantizedNetwork network = quantizer.Quantize(price, progress, cancellation);
        byte[] bytes = pack(network);
        Blob blob = Blob.Open(bytes);
        double bits = 8.0 * blob.StoredWeightsBytes / blob.Header.WeightsBytes;
        curve.Add(new RatePoint(price, bytes.Length, bits, quantizer.Pictures, null));
        return (network, bytes);
    }

    private T[] Each<T>(RgbImage[] pictures, Func<RgbImage, T> run)
    {
        T[] results = new T[pictures.Length];
        ParallelOptions options = new() { CancellationToken = cancellation };
        Parallel.For(0, pictures.Length, options, i => results[i] = run(pictures[i]));
        return results;
    }

    private RateResult Result(QuantizedNetwork network, byte[] blob)
    {
        return new RateResult(network, blob, [.. curve.OrderByDescending(p => p.Bytes)]);
    }
}
