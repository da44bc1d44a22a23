using System;

namespace SqueezeNet.Embedded.Host.RateControl;

/// <summary>How small a blob's weights are to be made, and at what cost.</summary>
public sealed record RateTarget
{
    private RateTarget()
    {
    }

    /// <summary>Weights are stored as they are used, a byte each, to be read in place.</summary>
    public static RateTarget Raw { get; } = new();

    /// <summary>Weights are packed without loss (SPEC 4.2): the scores are those of <see cref="Raw"/>.</summary>
    public static RateTarget Lossless { get; } = new() { IsPacked = true };

    /// <summary>Whether weights are packed at all.</summary>
    public bool IsPacked { get; private init; }

    /// <summary>
    /// What the blob may have at most, in bytes, labels and tables included; null without that limit.
    /// </summary>
    public int? Bytes { get; private init; }

    /// <summary>What the blob may lose at most, in points of top-1 accuracy; null without that limit.</summary>
    public double? Drop { get; private init; }

    /// <summary>
    /// What a bit of packed weights may cost, in nats of divergence; null if that is searched for, or nothing.
    /// </summary>
    public double? BitPrice { get; private init; }

    /// <summary>Whether accuracy is given for size.</summary>
    public bool IsLossy => Bytes is not null || Drop is not null || BitPrice is not null;

    /// <summary>The best blob of at most so many bytes.</summary>
    /// <param name="bytes">At least 1; labels, tables and golden vectors are included.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public static RateTarget ForBytes(int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bytes);
        return new RateTarget { IsPacked = true, Bytes = bytes };
    }

    /// <summary>The smallest blob that is taken to lose at most so much.</summary>
    /// <param name="points">Points of top-1 accuracy, above 0 and up to 100.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is out of range.</exception>
    public static RateTarget ForDrop(double points)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(points);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(points, 100);
        return new RateTarget { IsPacked = true, Drop = points };
    }

    /// <summary>The blob at a point of the curve that an earlier search has shown.</summary>
    /// <param name="nats">
    /// What a bit may cost, in nats of divergence, above 0 and up to 1; usual are 1e-9 to 1e-6.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The number is out of range.</exception>
    public static RateTarget AtBitPrice(double nats)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(nats);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(nats, 1);
        return new RateTarget { IsPacked = true, BitPrice = nats };
    }
}
