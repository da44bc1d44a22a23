using System;
using System.Linq;
using System.Numerics;

namespace SqueezeNet.Embedded.Host.Planning;

/// <summary>
/// What decoding packed weights takes: how many there are and how many binary decisions code them (SPEC 4.2).
/// </summary>
/// <param name="Weights">All of them.</param>
/// <param name="Spatial">Those of kernels larger than 1x1, which have neighbours.</param>
/// <param name="NonZero">Those that are not zero.</param>
/// <param name="Decisions">Binary decisions.</param>
/// <param name="StreamBytes">Of the packed weights.</param>
public sealed record DecodeCounts(long Weights, long Spatial, long NonZero, long Decisions, long StreamBytes)
{
    /// <summary>
    /// Cycles of an instruction on the ESP32-S3, branches and loads included: an estimate (docs/esp32s3.md).
    /// </summary>
    public const double CyclesPerInstruction = 1.5;

    // docs/planning.md says how they were fitted.
    private const double PerWeight = 18.6;
    private const double PerSpatial = 28.1;
    private const double PerNonZero = 15.7;
    private const double PerDecision = 15.0;

    /// <summary>Instructions to decode all of them, params included.</summary>
    public double Instructions =>
        (PerWeight * Weights) + (PerSpatial * Spatial) + (PerNonZero * NonZero) + (PerDecision * Decisions);

    /// <summary>Counts a blob's weights; null if they are not packed.</summary>
    public static DecodeCounts? Of(Blob blob)
    {
        if (blob.Header.WeightsEncoding != WeightsEncoding.Packed)
        {
            return null;
        }

        DecodeCounts counts = new(0, 0, 0, 0, blob.StoredWeightsBytes);
        foreach (ConvolutionRecord c in BlobConvolutions.Of(blob))
        {
            for (int first = 0; first < c.OutChannels; first += ConvolutionRecord.Lanes)
            {
                ReadOnlySpan<byte> group = blob.Weights.AsSpan(
                    blob.WeightsAt(c, first), c.Taps * ConvolutionRecord.Lanes);
                counts = counts.With(group, c.KernelHeight * c.KernelWidth > 1);
            }
        }

        return counts;
    }

    /// <summary>
    /// These and some more weights. Decisions of one: unary bits of its size, bits below the first, the sign.
    /// </summary>
    private DecodeCounts With(ReadOnlySpan<byte> weights, bool spatial)
    {
        long nonZero = 0;
        long decisions = 0;
        foreach (byte weight in weights)
        {
            int size = 32 - BitOperations.LeadingZeroCount((uint)Math.Abs((int)(sbyte)weight));
            nonZero += size > 0 ? 1 : 0;
            decisions += int.Min(size + 1, 7) + size;
        }

        return this with
        {
            Weights = Weights + weights.Length,
            Spatial = Spatial + (spatial ? weights.Length : 0),
            NonZero = NonZero + nonZero,
            Decisions = Decisions + decisions,
        };
    }
}
