using System;
using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Packing;

namespace SqueezeNet.Embedded.Host.Inspection;

/// <summary>What a blob holds and needs.</summary>
public sealed record BlobSummary
{
    /// <summary>The model's name.</summary>
    public required string Name { get; init; }

    /// <summary>The network's input.</summary>
    public required InputSize Input { get; init; }

    /// <summary>Number of classes.</summary>
    public required int Classes { get; init; }

    /// <summary>Of the whole blob.</summary>
    public required int Bytes { get; init; }

    /// <summary>"raw" or "packed".</summary>
    public required string WeightsEncoding { get; init; }

    /// <summary>In flash.</summary>
    public required int StoredWeightsBytes { get; init; }

    /// <summary>
    /// In use: of packed weights, the memory that they are decoded to, with params if these are packed.
    /// </summary>
    public required long WeightsBytes { get; init; }

    /// <summary>Working memory (RAM).</summary>
    public required long ArenaBytes { get; init; }

    /// <summary>Of that, what bypasses need; it may lie in slower memory.</summary>
    public required long SkipBytes { get; init; }

    /// <summary>Multiply-accumulates of one image, without the padding channels.</summary>
    public required long Macs { get; init; }

    /// <summary>Eight hexadecimal digits: the model's identity.</summary>
    public required string Crc { get; init; }

    /// <summary>How many golden vectors it holds (SPEC 5.7).</summary>
    public required int GoldenVectors { get; init; }

    /// <summary>Its stages, in order.</summary>
    public required IReadOnlyList<StageSummary> Stages { get; init; }

    /// <summary>Provenance (SPEC 5.8).</summary>
    public required IReadOnlyDictionary<string, string> Meta { get; init; }

    /// <summary>In flash, on average.</summary>
    public double BitsPerWeight => 8.0 * StoredWeightsBytes / Stages.Sum(stage => stage.WeightBytes);

    /// <summary>Describes an open blob.</summary>
    public static BlobSummary Of(Blob blob)
    {
        BlobHeader header = blob.Header;
        List<StageSummary> stages = Enumerable.Range(0, blob.Stages).Select(k => Stage(blob, k)).ToList();
        return new BlobSummary
        {
            Name = header.Name,
            Input = new InputSize(header.Width, header.Height),
            Classes = header.Classes,
            Bytes = header.TotalBytes,
            WeightsEncoding = header.WeightsEncoding == Embedded.WeightsEncoding.Raw ? "raw" : "packed",
            StoredWeightsBytes = blob.StoredWeightsBytes,
            WeightsBytes = header.WeightsBytes,
            ArenaBytes = header.ArenaBytes,
            SkipBytes = header.SkipBytes,
            Macs = stages.Sum(stage => stage.Macs),
            Crc = header.Crc.ToString("x8"),
            GoldenVectors = blob.GoldenVectors,
            Stages = stages,
            Meta = BlobMeta.Parse(blob.Meta),
        };
    }

    private static StageSummary Stage(Blob blob, int k)
    {
        StageRecord stage = blob.Stage(k);
        // Stage k expands fire k + 1 of the paper's numbering, in which conv1 comes first.
        string from = k == 0 ? "conv1" : $"fire{k + 1}.expand";
        string to = stage.IsHead ? "conv10" : $"fire{k + 2}.squeeze";
        int inputs = k == 0 ? 3 : blob.Stage(k - 1).C.UsedChannels;
        long mid = (long)stage.MidHeight * stage.MidWidth;
        long taps = (stage.A.KernelHeight * stage.A.KernelWidth * (long)stage.A.UsedChannels)
            + (stage.HasB ? 9L * stage.B.UsedChannels : 0);
        long last = stage.IsHead ? stage.HeadPositions : (long)stage.OutHeight * stage.OutWidth;
        int used = stage.A.UsedChannels + (stage.HasB ? stage.B.UsedChannels : 0);
        return new StageSummary(
            $"{from} > {to}",
            (mid * taps * inputs) + (last * used * stage.C.UsedChannels),
            StoredWeights(stage.A) + (stage.HasB ? StoredWeights(stage.B) : 0) + StoredWeights(stage.C),
            stage.IsHead ? [1, 1, stage.C.UsedChannels] : [stage.OutHeight, stage.OutWidth, stage.C.OutChannels],
            stage.Band,
            UsedBytes(stage));
    }

    /// <summary>Input, output and scratch; what input and output share in place counts once.</summary>
    private static long UsedBytes(StageRecord stage)
    {
        long input = ArenaLayout.InBytes(stage);
        long output = ArenaLayout.OutBytes(stage);
        long shared = Math.Min(stage.InOffset + input, stage.OutOffset + output)
            - Math.Max(stage.InOffset, stage.OutOffset);
        return input + output + ArenaLayout.ScratchBytes(stage) - (stage.IsImage ? 0 : Math.Max(0, shared));
    }

    private static long StoredWeights(ConvolutionRecord c)
    {
        return (long)c.OutChannels * c.Taps;
    }
}
