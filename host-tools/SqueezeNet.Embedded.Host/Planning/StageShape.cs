using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Float;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Planning;

/// <summary>Sizes of a stage (SPEC 3): channel counts are padded to 16, but for the image's 3.</summary>
public sealed record StageShape
{
    /// <summary>Such as "fire2.expand > fire3.squeeze".</summary>
    public required string Name { get; init; }

    /// <summary>Conv1 or expand1x1; <see cref="B"/> expand3x3; <see cref="C"/> squeeze or head.</summary>
    public required Convolution A { get; init; }

    /// <summary>Expand3x3; null for the image.</summary>
    public Convolution? B { get; init; }

    /// <summary>The pool behind mid; null if there is none.</summary>
    public MaxPool? Pool { get; init; }

    /// <summary>Squeeze or head.</summary>
    public required Convolution C { get; init; }

    /// <summary>Whether C is the head.</summary>
    public required bool IsHead { get; init; }

    /// <summary>Rows of the input.</summary>
    public required int InHeight { get; init; }

    /// <summary>Columns of the input.</summary>
    public required int InWidth { get; init; }

    /// <summary>Rows of mid.</summary>
    public required int MidHeight { get; init; }

    /// <summary>Columns of mid.</summary>
    public required int MidWidth { get; init; }

    /// <summary>Rows of pooled mid, and of the output.</summary>
    public required int OutHeight { get; init; }

    /// <summary>Columns of pooled mid, and of the output.</summary>
    public required int OutWidth { get; init; }

    /// <summary>Whether mid has what the stage before keeps added to it: a bypass.</summary>
    public bool Adds { get; init; }

    /// <summary>Whether pooled mid is kept for the next stage to add.</summary>
    public bool Keeps { get; init; }

    /// <summary>What <see cref="InPlaceDistance"/> says where the output must not overlap the input.</summary>
    public const long NeverInPlace = long.MaxValue / 4;

    /// <summary>What <see cref="InPlaceDistance"/> says where the output may lie anywhere.</summary>
    public const long Anywhere = -NeverInPlace;

    /// <summary>
    /// Bytes of params that a window has behind the weights of each group (SPEC 4.1): 48, or 0 if params are plain.
    /// </summary>
    public int ParamsBehind { get; init; } = Blob.GroupBytes;

    /// <summary>Whether the stage reads the image.</summary>
    public bool IsImage => B is null;

    /// <summary>Input channels as stored.</summary>
    public int InChannels => IsImage ? 3 : Align16(A.InChannels);

    /// <summary>Products per output of A.</summary>
    public int ATaps => A.KernelHeight * A.KernelWidth * InChannels;

    /// <summary>A's output channels as stored.</summary>
    public int AChannels => Align16(A.OutChannels);

    /// <summary>B's output channels as stored, 0 without B.</summary>
    public int BChannels => B is null ? 0 : Align16(B.OutChannels);

    /// <summary>Channels of mid as stored.</summary>
    public int MidChannels => AChannels + BChannels;

    /// <summary>C's output channels as stored.</summary>
    public int OutChannels => Align16(C.OutChannels);

    /// <summary>Bytes of the stored input, 0 for the image.</summary>
    public long InBytes => IsImage ? 0 : TensorBytes(InHeight, InWidth, InChannels);

    /// <summary>Bytes of the stored output; of the sums in the head.</summary>
    public long OutBytes => IsHead ? 4 * OutChannels : TensorBytes(OutHeight, OutWidth, OutChannels);

    /// <summary>Bytes that are kept for the next stage: pooled mid, or 0.</summary>
    public long KeptBytes => Keeps ? (long)OutHeight * OutWidth * MidChannels : 0;

    /// <summary>Bytes that the stage before has kept for this one.</summary>
    public long AddedBytes => Adds ? (long)MidHeight * MidWidth * MidChannels : 0;

    /// <summary>Bytes of all weights as stored.</summary>
    public long WeightBytes =>
        ((long)ATaps * AChannels) + (9L * InChannels * BChannels) + ((long)MidChannels * OutChannels);

    /// <summary>Groups of 16 output channels.</summary>
    public long Groups => (AChannels + BChannels + OutChannels) / ConvolutionRecord.Lanes;

    /// <summary>Bytes of the weights space, where weights are packed.</summary>
    public long DecodedBytes => WeightBytes + (Groups * ParamsBehind);

    /// <summary>Multiply-accumulates without the padding channels.</summary>
    public long Macs
    {
        get
        {
            long a = (long)A.KernelHeight * A.KernelWidth * A.InChannels * A.OutChannels;
            long b = B is null ? 0 : 9L * B.InChannels * B.OutChannels;
            long c = (long)(A.OutChannels + (B?.OutChannels ?? 0)) * C.OutChannels;
            long positions = (long)(OutHeight + (2 * C.Pad)) * (OutWidth + (2 * C.Pad));
            return ((a + b) * MidHeight * MidWidth) + (c * positions);
        }
    }

    /// <summary>Cuts a network into its stages.</summary>
    public static IReadOnlyList<StageShape> Cut(SqueezeNetModel model)
    {
        List<StageShape> stages = [];
        for (int k = 0; k <= model.Fires.Count; k++)
        {
            Fire? fire = k == 0 ? null : model.Fires[k - 1];
            bool head = k == model.Fires.Count;
            Convolution a = fire?.Expand1x1 ?? model.Conv1;
            MaxPool? pool = fire is null ? model.Pool1 : fire.PoolAfter;
            int inHeight = k == 0 ? model.Input.Height : stages[k - 1].OutHeight;
            int inWidth = k == 0 ? model.Input.Width : stages[k - 1].OutWidth;
            int midHeight = k == 0 ? Sliding(inHeight, a.KernelHeight, a) : inHeight;
            int midWidth = k == 0 ? Sliding(inWidth, a.KernelWidth, a) : inWidth;
            stages.Add(new StageShape
            {
                Name = NameOf(k, head),
                A = a,
                B = fire?.Expand3x3,
                Pool = pool,
                C = head ? model.Conv10 : model.Fires[k].Squeeze,
                IsHead = head,
                InHeight = inHeight,
                InWidth = inWidth,
                MidHeight = midHeight,
                MidWidth = midWidth,
                OutHeight = pool is null ? midHeight : Pooling.OutputSize(pool, midHeight),
                OutWidth = pool is null ? midWidth : Pooling.OutputSize(pool, midWidth),
                Adds = fire?.HasBypass ?? false,
                Keeps = !head && model.Fires[k].HasBypass,
            });
        }

        return stages;
    }

    /// <summary>Stages of a blob, from its records.</summary>
    public static IReadOnlyList<StageShape> Of(Blob blob)
    {
        bool plain = blob.Header.WeightsEncoding == WeightsEncoding.Packed && !blob.Header.HasPackedParams;
        List<StageShape> stages = [];
        int inputs = 3;
        for (int k = 0; k < blob.Stages; k++)
        {
            StageRecord stage = blob.Stage(k);
            int mid = stage.A.UsedChannels + (stage.HasB ? stage.B.UsedChannels : 0);
            PoolRecord pool = stage.Pool;
            stages.Add(new StageShape
            {
                Name = NameOf(k, stage.IsHead),
                A = Of(stage.A, inputs),
                B = stage.HasB ? Of(stage.B, inputs) : null,
                Pool = stage.HasPool ? new MaxPool(pool.Kernel, pool.Stride, pool.Pad, false) : null,
                C = Of(stage.C, mid),
                IsHead = stage.IsHead,
                InHeight = stage.InHeight,
                InWidth = stage.InWidth,
                MidHeight = stage.MidHeight,
                MidWidth = stage.MidWidth,
                OutHeight = stage.OutHeight,
                OutWidth = stage.OutWidth,
                Adds = stage.Adds,
                Keeps = stage.Keeps,
                ParamsBehind = plain ? 0 : Blob.GroupBytes,
            });
            inputs = stage.C.UsedChannels;
        }

        return stages;
    }

    /// <summary>Bytes of memory that bypasses need (SPEC 3.4).</summary>
    public static long SkipBytes(IEnumerable<StageShape> stages)
    {
        return stages.Max(stage => stage.AddedBytes + stage.KeptBytes);
    }

    /// <summary>Bytes of scratch with a band of rows (SPEC 3.2).</summary>
    public long ScratchBytes(int band)
    {
        long zrow = IsImage ? 0 : (InWidth + 2L) * InChannels;
        long rows = ((band - 1L) * A.Stride) + A.KernelHeight;
        long image = IsImage ? rows * Align16(3 * (InWidth + (2 * A.Pad))) : 0;
        long mid = (long)band * MidWidth * MidChannels;
        return zrow + image + mid + ((long)PoolSlots * OutWidth * MidChannels);
    }

    /// <summary>Rows of pooled mid that are kept.</summary>
    public int PoolSlots =>
        Pool is null ? 0 : int.Min(OutHeight, int.Max(1, (Pool.Kernel - 1 + Pool.Stride - 1) / Pool.Stride));

    /// <summary>Number of bands.</summary>
    public int Bands(int band)
    {
        return (MidHeight + band - 1) / band;
    }

    /// <summary>Number of bands in which an output row becomes complete.</summary>
    public int BandsWithOutput(int band)
    {
        int count = 0;
        int before = 0;
        for (int y = band; before < OutHeight; y += band)
        {
            int rows = y >= MidHeight ? OutHeight : CompleteRows(y);
            count += rows > before ? 1 : 0;
            before = rows;
        }

        return count;
    }

    /// <summary>
    /// How far the output must lie below the input to overlap it (SPEC 3.3); negative if it may lie above.
    /// </summary>
    public long InPlaceDistance(int band)
    {
        if (IsImage || IsHead)
        {
            return NeverInPlace;
        }

        long distance = Anywhere;
        for (int y = band; y < MidHeight; y += band)
        {
            int rows = CompleteRows(y);
            if (rows > 0)
            {
                long written = OutChannels * (1 + ((long)rows * (OutWidth + 1)));
                distance = long.Max(distance, written - ((long)InChannels * (y - 1) * (InWidth + 1)));
            }
        }

        return distance;
    }

    /// <summary>Output rows that are complete once mid's first rows are, but not its last.</summary>
    public int CompleteRows(int midRows)
    {
        if (Pool is null)
        {
            return midRows;
        }

        int reach = midRows + Pool.Pad - Pool.Kernel;
        return reach < 0 ? 0 : int.Min((reach / Pool.Stride) + 1, OutHeight);
    }

    internal static int Align16(int value)
    {
        return (value + 15) / 16 * 16;
    }

    private static long TensorBytes(int height, int width, int channels)
    {
        return channels * (1 + (height * (width + 1L)));
    }

    private static int Sliding(int size, int kernel, Convolution c)
    {
        return ((size + (2 * c.Pad) - kernel) / c.Stride) + 1;
    }

    /// <summary>Stage k expands fire k + 1 of the paper's numbering, in which conv1 comes first.</summary>
    private static string NameOf(int k, bool isHead)
    {
        string from = k == 0 ? "conv1" : $"fire{k + 1}.expand";
        return isHead ? $"{from} > conv10" : $"{from} > fire{k + 2}.squeeze";
    }

    private static Convolution Of(ConvolutionRecord c, int inputs)
    {
        return new Convolution(
            "blob", c.UsedChannels, inputs, new Geometry(c.KernelHeight, c.KernelWidth, c.Stride, c.Pad), [], []);
    }
}
