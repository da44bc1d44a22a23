using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;

namespace SqueezeNet.Embedded.Host.Planning;

/// <summary>What decoding packed weights takes: how many there are and how many binary decisions code them (SPEC 4.2).</summary>
/// <param name="Weights">Of each stage.</param>
/// <param name="Decisions">Of each stage.</param>
/// <param name="StreamBytes">Of the packed weights.</param>
public sealed record DecodeCounts(IReadOnlyList<long> Weights, IReadOnlyList<long> Decisions, long StreamBytes)
{
    /// <summary>Cycles of an instruction on the ESP32-S3, branches and loads included: an estimate (docs/esp32s3.md).</summary>
    public const double CyclesPerInstruction = 1.5;

    // docs/planning.md says how they were fitted.
    private const double InstructionsPerWeight = 30.5;
    private const double InstructionsPerDecision = 16.7;

    /// <summary>Instructions to decode a stage.</summary>
    public double Instructions(int stage)
    {
        return (InstructionsPerWeight * Weights[stage]) + (InstructionsPerDecision * Decisions[stage]);
    }

    /// <summary>Instructions to decode all stages.</summary>
    public double TotalInstructions => Enumerable.Range(0, Weights.Count).Sum(Instructions);

    /// <summary>Counts a blob's weights; null if they are not packed.</summary>
    public static DecodeCounts? Of(Blob blob)
    {
        if (blob.Header.WeightsEncoding != WeightsEncoding.Packed)
        {
            return null;
        }

        List<long> weights = [];
        List<long> decisions = [];
        for (int k = 0; k < blob.Stages; k++)
        {
            StageRecord stage = blob.Stage(k);
            ConvolutionRecord[] convolutions = [stage.A, stage.B, stage.C];
            weights.Add(convolutions.Sum(c => (long)c.OutChannels * c.Taps));
            decisions.Add(convolutions.Sum(c => Enumerable.Range(0, c.Groups).Sum(g => Count(Group(blob, c, g)))));
        }

        return new DecodeCounts(weights, decisions, blob.StoredWeightsBytes);
    }

    private static ReadOnlySpan<byte> Group(Blob blob, ConvolutionRecord c, int group)
    {
        return blob.Weights.AsSpan(blob.WeightsAt(c, group * ConvolutionRecord.Lanes), c.Taps * ConvolutionRecord.Lanes);
    }

    /// <summary>Binary decisions of some weights: unary bits of their size, bits below the first, signs.</summary>
    internal static long Count(ReadOnlySpan<byte> weights)
    {
        long count = 0;
        foreach (byte weight in weights)
        {
            int size = 32 - BitOperations.LeadingZeroCount((uint)Math.Abs((int)(sbyte)weight));
            count += int.Min(size + 1, 7) + (size > 0 ? size : 0);
        }

        return count;
    }
}
