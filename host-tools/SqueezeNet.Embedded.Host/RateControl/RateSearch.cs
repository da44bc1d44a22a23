using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using SqueezeNet.Embedded.Host.Float;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Planning;
using SqueezeNet.Embedded.Host.Quantization;

namespace SqueezeNet.Embedded.Host.RateControl;

/// <summary>
/// Walks the curve of size and accuracy by the price of a bit. The walk calibrates on half of the images and compares
/// with fp32 on the others, which it has not seen; the result is calibrated on all of them. The same input gives the
/// same result, on any number of cores.
/// </summary>
public sealed class RateSearch
{
    /// <summary>The price of a bit where a walk begins: about 3 bits a weight.</summary>
    public const double UsualPrice = 2e-8;

    private const int SizeSteps = 3;
    private const int DropSteps = 5;
    private const double Aside = 8;

    // At the same price, half of the images make blobs that are some per cent smaller or larger; the last steps find
    // the rest.
    private const int LastSteps = 8;
    private const int MostLastSteps = 10;

    // Blobs of one size differ by chance, by a tenth in divergence, for a price a quarter of a per cent apart already;
    // sizes then differ by up to one per cent, which is worth less.
    private const int Candidates = 5;
    private const double Beside = 1.0025;
    private const double Reach = 2.5;

    // As the price doubles: bits a weight, and binary orders of magnitude of accuracy.
    private const double BitsSlope = -0.42;
    private const double DropSlope = -1.5;
    private const double CloseDrop = 0.45;
    private const double CloseFactor = 1.15;

    private readonly SqueezeNetModel model;
    private readonly IReadOnlyList<RgbImage> images;
    private readonly Func<QuantizedNetwork, double, byte[]> pack;
    private readonly RateProgress progress;
    private readonly CancellationToken cancellation;
    private readonly List<RatePoint> points = [];
    private HeldOutImages? halves;
    private RateQuantizer? walker;
    private RateQuantizer? finisher;
    private long weights;

    /// <summary>Prepares a search.</summary>
    /// <param name="images">Calibration images of the input's size; at least two.</param>
    /// <param name="pack">Makes a packed blob of a network that was quantized at a price of a bit.</param>
    /// <param name="walked">Is told of every point as it is reached; may be null.</param>
    public RateSearch(
        SqueezeNetModel model,
        IReadOnlyList<RgbImage> images,
        Func<QuantizedNetwork, double, byte[]> pack,
        IProgress<QuantizerProgress>? progress = null,
        IProgress<RatePoint>? walked = null,
        CancellationToken cancellation = default)
    {
        this.model = model;
        this.images = images;
        this.pack = pack;
        this.progress = new RateProgress(progress, walked);
        this.cancellation = cancellation;
    }

    /// <summary>The blob for a target that gives accuracy for size.</summary>
    /// <exception cref="RateTargetException">The model cannot be packed to it.</exception>
    /// <exception cref="QuantizationException">
    /// There are fewer than two images, or a layer cannot be quantized.
    /// </exception>
    public RateResult Find(RateTarget target)
    {
        progress.Begin(target);
        return target.Bytes is int bytes ? ForSize(bytes)
            : target.Drop is double drop ? ForDrop(drop)
            : AtPrice(target.BitPrice ?? 0);
    }

    /// <summary>The blob at a price of a bit, in nats of divergence; 0 is without regard to size.</summary>
    /// <exception cref="QuantizationException">
    /// There are fewer than two images, or a layer cannot be quantized.
    /// </exception>
    public RateResult AtPrice(double bitPrice)
    {
        Judge(bitPrice);
        return Result(Finish(bitPrice));
    }

    /// <summary>
    /// The best blob of at most so many bytes: within 0.4 % of them, unless nothing is won by so many, or one that is
    /// up to 1 % smaller diverges less.
    /// </summary>
    /// <exception cref="RateTargetException">It cannot be made so small.</exception>
    /// <exception cref="QuantizationException">
    /// There are fewer than two images, or a layer cannot be quantized.
    /// </exception>
    public RateResult ForSize(int bytes)
    {
        if (bytes >= BlobPlan.EstimateBytes(model))
        {
            return AtPrice(0);
        }

        double slack = Slack(bytes);
        double price = UsualPrice;
        for (int step = 0; step < SizeSteps && !IsKnown(price); step++)
        {
            RatePoint point = Judge(price);
            RequireRoom(point, bytes);
            price = PriceStep.Next(Excess(points, bytes, slack), BitsSlope);
            if (Math.Abs(point.Bytes - bytes) < 5 * slack)
            {
                break;
            }
        }

        if (points.Count < SizeSteps && price > 0)
        {
            // What some more bytes would keep.
            Judge(price / Aside);
        }

        return FinishForSize(bytes, slack, price) is Final final
            ? Result(final)
            : throw new RateTargetException(
                $"The model cannot be packed into {bytes} bytes: the smallest blob that was reached has "
                + $"{points.Where(p => p.HeldOut is null).Min(p => p.Bytes)}, {Fixed(points[^1])} of them not for "
                + "weights. Ask for more, or give the model fewer channels, classes or labels.");
    }

    /// <summary>The smallest blob of the walk that is taken to lose at most so many points of top-1 accuracy.</summary>
    /// <exception cref="RateTargetException">The largest blob loses more.</exception>
    /// <exception cref="QuantizationException">
    /// There are fewer than two images, or a layer cannot be quantized.
    /// </exception>
    public RateResult ForDrop(double drop)
    {
        double price = UsualPrice;
        for (int step = 0; step < DropSteps && !IsKnown(price); step++)
        {
            Judge(price);
            (double Price, double Value)[] room = Room(drop);
            if (room[^1].Value is >= 0 and < CloseDrop)
            {
                break;
            }

            price = PriceStep.Next(room, DropSlope);
        }

        if (Room(drop).All(r => r.Value < 0) && !IsKnown(0))
        {
            Judge(0);
        }

        (double Price, double Value)[] allowed = Room(drop).Where(r => r.Value >= 0).ToArray();
        return allowed.Length > 0
            ? Result(FinishLike(points.First(p => p.BitPrice == allowed.Max(r => r.Price))))
            : throw new RateTargetException(string.Create(
                CultureInfo.InvariantCulture,
                $"At its largest, {points.Max(p => p.Bytes)} bytes, the blob is taken to lose {Least(points):F2} "
                + $"points of top-1 already, more than {drop}. Allow more, or calibrate on more images of the kind "
                + $"that the camera will see."));
    }

    private static double Least(IReadOnlyList<RatePoint> points)
    {
        return RateCurve.PointsPerNat(points) * points.Min(p => p.HeldOut!.Divergence);
    }

    /// <summary>
    /// The blob of all images that has a judged one's size. At its price it may be a tenth smaller, and then it is
    /// worse: what weighs the price, the sensitivities, comes from other images.
    /// </summary>
    private Final FinishLike(RatePoint judged)
    {
        if (judged.BitPrice == 0)
        {
            return Finish(0);
        }

        int bytes = judged.Bytes;
        return FinishForSize(bytes, Slack(bytes), judged.BitPrice) ?? Finish(judged.BitPrice);
    }

    /// <summary>How much smaller than asked for is near enough.</summary>
    private static double Slack(int bytes)
    {
        return Math.Max(bytes / 250.0, 64);
    }

    /// <summary>Ends a search for a size with all images; null if all blobs are larger.</summary>
    private Final? FinishForSize(int bytes, double slack, double price)
    {
        double slope = PriceStep.Slope(Excess(points, bytes, slack), BitsSlope);
        List<Final> finals = [];
        Final? best = null;
        for (int step = 0; step < LastSteps || (best is null && step < MostLastSteps); step++)
        {
            finals.Add(Finish(price));
            best = finals.Where(f => f.Blob.Length <= bytes).MaxBy(f => f.Blob.Length);
            if (best is not null && (best.Blob.Length >= bytes - slack || price == 0))
            {
                break;
            }

            // If noise has kept every blob too large, in the end one is small enough.
            double aim = slack * Math.Max(1, step - LastSteps + 3);
            price = PriceStep.Next(Excess(finals.Select(f => points[f.Point]), bytes, aim), slope);
            if (finals.Any(f => points[f.Point].BitPrice == price))
            {
                break;
            }
        }

        return best is null ? null : Best(finals, best, bytes, slack);
    }

    /// <summary>
    /// Of a blob that is taken and others nearly as large, the one with the least divergence on views that none has
    /// seen.
    /// </summary>
    private Final Best(IEnumerable<Final> finals, Final taken, int bytes, double slack)
    {
        double price = points[taken.Point].BitPrice;
        if (price == 0 || taken.Blob.Length < bytes - slack)
        {
            return taken;
        }

        double least = bytes - (Reach * slack);
        List<Final> candidates = finals.Where(f => f.Blob.Length <= bytes && f.Blob.Length >= least).ToList();
        for (int tries = candidates.Count; tries < Candidates; tries++)
        {
            price *= Beside;
            Final next = Finish(price);
            if (next.Blob.Length <= bytes && next.Blob.Length >= least)
            {
                candidates.Add(next);
            }
        }

        ComparedImages views = new(model, CloserViews.Of(model, images), cancellation);
        foreach (Final candidate in candidates)
        {
            points[candidate.Point] = points[candidate.Point] with { Closer = views.Compare(candidate.Network) };
        }

        return candidates.MinBy(c => points[c.Point].Closer!.Divergence)!;
    }

    /// <summary>Stops at once if what is not weights has no room.</summary>
    private void RequireRoom(RatePoint point, int bytes)
    {
        if (Fixed(point) >= bytes)
        {
            throw new RateTargetException(
                $"The model cannot be packed into {bytes} bytes: biases, labels and tables alone take {Fixed(point)} "
                + $"(the smallest blob that was reached has {point.Bytes}). Ask for more, or give the model fewer "
                + "channels, classes or labels.");
        }
    }

    /// <summary>Bytes that are not weights.</summary>
    private long Fixed(RatePoint point)
    {
        return point.Bytes - (long)Math.Round(point.BitsPerWeight * weights / 8);
    }

    /// <summary>Bits a weight above what would be half the slack below the target.</summary>
    private (double Price, double Value)[] Excess(IEnumerable<RatePoint> from, double bytes, double slack)
    {
        return from.Select(p => (p.BitPrice, 8 * (p.Bytes - (bytes - (slack / 2))) / weights)).ToArray();
    }

    /// <summary>Binary orders of magnitude by which judged points lose less than so many points.</summary>
    private (double Price, double Value)[] Room(double drop)
    {
        double ratio = RateCurve.PointsPerNat(points);
        return points
            .Select(p => (p.BitPrice, FixedOrder.Log2(drop / Math.Max(ratio * p.HeldOut!.Divergence, drop / 64))))
            .ToArray();
    }

    /// <summary>Whether a price as good as this has been judged.</summary>
    private bool IsKnown(double price)
    {
        return points.Any(p => p.BitPrice == price
            || (p.BitPrice > 0 && p.BitPrice < price * CloseFactor && price < p.BitPrice * CloseFactor));
    }

    /// <summary>A point of the walk.</summary>
    private RatePoint Judge(double price)
    {
        halves ??= new HeldOutImages(model, images, cancellation);
        progress.Begin(points.Count + 1);
        QuantizedNetwork network = Quantize(ref walker, halves.Seen, price);
        byte[] blob = pack(network, price);
        return Add(price, blob, halves.Seen.Count, halves.Judge(network));
    }

    /// <summary>The network of all images.</summary>
    private Final Finish(double price)
    {
        walker = null;
        progress.Begin(points.Count + 1);
        QuantizedNetwork network = Quantize(ref finisher, images, price);
        byte[] blob = pack(network, price);
        Add(price, blob, images.Count, null);
        return new Final(network, blob, points.Count - 1);
    }

    private RateResult Result(Final final)
    {
        return new RateResult(final.Network, final.Blob, RateCurve.Of(points, final.Point));
    }

    private QuantizedNetwork Quantize(ref RateQuantizer? quantizer, IReadOnlyList<RgbImage> images, double price)
    {
        if (price == 0)
        {
            return Quantizer.Quantize(model, images, progress, cancellation);
        }

        // Preparing takes about as long as quantizing.
        double prepared = quantizer is null ? 0.5 : 0;
        quantizer ??= RateQuantizer.Prepare(model, images, new PartProgress(progress, 0, prepared), cancellation);
        return quantizer.Quantize(price, new PartProgress(progress, prepared, 1), cancellation);
    }

    private RatePoint Add(double price, byte[] bytes, int images, Fidelity? heldOut)
    {
        Blob blob = Blob.Open(bytes);
        weights = BlobConvolutions.Of(blob).Sum(c => (long)c.OutChannels * c.Taps);
        RatePoint point = new()
        {
            BitPrice = price,
            Bytes = bytes.Length,
            BitsPerWeight = 8.0 * blob.StoredWeightsBytes / weights,
            Images = images,
            HeldOut = heldOut,
        };
        points.Add(point);
        progress.Reached(point);
        return point;
    }

    /// <summary>A network of all images, and the number of its point.</summary>
    private sealed record Final(QuantizedNetwork Network, byte[] Blob, int Point);
}
