using System;
using System.Collections.Generic;
using SqueezeNet.Embedded.Host.Float;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Packing;

/// <summary>Sizes of a stage (SPEC 3): channel counts are padded to 16, but for the image's 3.</summary>
/// <param name="A">Conv1 or expand1x1; <paramref name="B"/> expand3x3; <paramref name="C"/> squeeze or head.</param>
public sealed record StageShape(
    Convolution A,
    Convolution? B,
    MaxPool? Pool,
    Convolution C,
    bool IsHead,
    int InHeight,
    int InWidth,
    int MidHeight,
    int MidWidth,
    int OutHeight,
    int OutWidth)
{
    public bool IsImage => B is null;

    public int InChannels => IsImage ? 3 : Align16(A.InChannels);

    public int MidChannels => Align16(A.OutChannels) + (B is null ? 0 : Align16(B.OutChannels));

    public int OutChannels => Align16(C.OutChannels);

    /// <summary>Bytes of the stored input, 0 for the image.</summary>
    public int InBytes => IsImage ? 0 : InChannels * (1 + (InHeight * (InWidth + 1)));

    /// <summary>Bytes of the stored output; of the sums in the head.</summary>
    public int OutBytes => IsHead ? 4 * OutChannels : OutChannels * (1 + (OutHeight * (OutWidth + 1)));

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
            stages.Add(new StageShape(
                a,
                fire?.Expand3x3,
                pool,
                head ? model.Conv10 : model.Fires[k].Squeeze,
                head,
                inHeight,
                inWidth,
                midHeight,
                midWidth,
                pool is null ? midHeight : Pooling.OutputSize(pool, midHeight),
                pool is null ? midWidth : Pooling.OutputSize(pool, midWidth)));
        }

        return stages;
    }

    /// <summary>Bytes of scratch with a band of rows (SPEC 3.2).</summary>
    public int ScratchBytes(int band)
    {
        int zrow = IsImage ? 0 : (InWidth + 2) * InChannels;
        int rows = ((band - 1) * A.Stride) + A.KernelHeight;
        int image = IsImage ? rows * Align16(3 * (InWidth + (2 * A.Pad))) : 0;
        int mid = band * MidWidth * MidChannels;
        int pooled = Pool is null
            ? 0
            : Math.Max(1, (Pool.Kernel - 1 + Pool.Stride - 1) / Pool.Stride) * OutWidth * MidChannels;
        return Align16(zrow) + Align16(image) + Align16(mid) + Align16(pooled);
    }

    /// <summary>
    /// How far the output must lie below the input to overlap it (SPEC 3.3); negative if it may lie above.
    /// </summary>
    public int InPlaceDistance(int band)
    {
        int distance = int.MinValue / 2;
        for (int y = band; y < MidHeight; y += band)
        {
            int rows = CompleteRows(y);
            if (rows > 0)
            {
                int written = OutChannels * (1 + (rows * (OutWidth + 1)));
                distance = Math.Max(distance, written - (InChannels * (y - 1) * (InWidth + 1)));
            }
        }

        return distance;
    }

    internal static int Align16(int value)
    {
        return (value + 15) / 16 * 16;
    }

    private static int Sliding(int size, int kernel, Convolution c)
    {
        return ((size + (2 * c.Pad) - kernel) / c.Stride) + 1;
    }

    private int CompleteRows(int midRows)
    {
        if (Pool is null)
        {
            return midRows;
        }

        int rows = 0;
        while (rows < OutHeight && (rows * Pool.Stride) - Pool.Pad + Pool.Kernel <= midRows)
        {
            rows++;
        }

        return rows;
    }
}
