using System;
using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Packing;

namespace SqueezeNet.Embedded.Host.Inspection;

/// <summary>What a blob holds and needs.</summary>
/// <param name="WeightsEncoding">"raw" or "packed".</param>
/// <param name="StoredWeightsBytes">In flash.</param>
/// <param name="WeightsBytes">In use: of packed weights, the memory that they are decoded to, with params if these are packed.</param>
/// <param name="ArenaBytes">Working memory (RAM).</param>
/// <param name="SkipBytes">Of that, what bypasses need; it may lie in slower memory.</param>
/// <param name="Crc">Eight hexadecimal digits: the model's identity.</param>
/// <param name="Meta">Provenance (SPEC 5.8).</param>
public sealed record BlobSummary(
    string Name,
    InputSize Input,
    int Classes,
    int Bytes,
    string WeightsEncoding,
    int StoredWeightsBytes,
    long WeightsBytes,
    long ArenaBytes,
    long SkipBytes,
    long Macs,
    string Crc,
    int GoldenVectors,
    IReadOnlyList<StageSummary> Stages,
    IReadOnlyDictionary<string, string> Meta)
{
    /// <summary>In flash, on average.</summary>
    public double BitsPerWeight => 8.0 * StoredWeightsBytes / Stages.Sum(stage => stage.WeightBytes);

    /// <summary>Describes an open blob.</summary>
    public static BlobSummary Of(Blob blob)
    {
        BlobHeader header = blob.Header;
        List<StageSummary> stages = Enumerable.Range(0, blob.Stages).Select(k => Stage(blob, k)).ToList();
        return new BlobSummary(
            header.Name,
            new InputSize(header.Width, header.Height),
            header.Classes,
            header.TotalBytes,
            header.WeightsEncoding == Embedded.WeightsEncoding.Raw ? "raw" : "packed",
            blob.StoredWeightsBytes,
            header.WeightsBytes,
            header.ArenaBytes,
            header.SkipBytes,
            stages.Sum(stage => stage.Macs),
            header.Crc.ToString("x8"),
            blob.GoldenVectors,
            stages,
            BlobMeta.Parse(blob.Meta));
    }

    private static StageSummary Stage(Blob blob, int k)
    {
        StageRecord stage = blob.Stage(k);
        // Stage k expands fire k + 1 of the paper's numbering, in which conv1 comes first.
        string from = k == 0 ? "conv1" : $"fire{k + 1}.expand";
        string to = stage.IsHead ? "conv10" : $"fire{k + 2}.squeeze";
        int inputs = k == 0 ? 3 : blob.Stage(k - 1).C.UsedChannels;
        long mid = (long)stage.MidHeight * stage.MidWidth;
        long window = (stage.A.KernelHeight * stage.A.KernelWidth * (long)stage.A.UsedChannels)
            + (stage.HasB ? 9L * stage.B.UsedChannels : 0);
        long last = stage.IsHead ? stage.HeadPositions : (long)stage.OutHeight * stage.OutWidth;
        int used = stage.A.UsedChannels + (stage.HasB ? stage.B.UsedChannels : 0);
        return new StageSummary(
            $"{from} > {to}",
            (mid * window * inputs) + (last * used * stage.C.UsedChannels),
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
        long shared = Math.Min(stage.InOffset + input, stage.OutOffset + output) - Math.Max(stage.InOffset, stage.OutOffset);
        return input + output + ArenaLayout.ScratchBytes(stage) - (stage.IsImage ? 0 : Math.Max(0, shared));
    }

    private static long StoredWeights(ConvolutionRecord c)
    {
        return (long)c.OutChannels * c.Taps;
    }
}
