using System;

namespace SqueezeNet.Embedded.Tests.Firmware.Library.Networks;

/// <summary>A stage under construction.</summary>
public sealed class TestStage
{
    public required TestConvolution A { get; init; }

    public TestConvolution? B { get; init; }

    public required TestConvolution C { get; init; }

    public int PoolKernel { get; init; }

    public int PoolStride { get; init; }

    public int PoolPad { get; init; }

    /// <summary>A last window that is partly outside is kept, as torchvision and Caffe do.</summary>
    public bool PoolCeil { get; init; }

    /// <summary>One more window is made if it starts inside, which SPEC 5.2 allows even where ceil would not.</summary>
    public bool PoolOneMore { get; init; }

    /// <summary>Whether what the stage before keeps is added to mid.</summary>
    public bool Adds { get; init; }

    /// <summary>Whether pooled mid is kept for the next stage.</summary>
    public bool Keeps { get; set; }

    public int Band { get; set; } = 1;

    public int InHeight { get; set; }

    public int InWidth { get; set; }

    public int MidHeight => Slide(InHeight, A.KernelHeight, A.Stride, A.Pad);

    public int MidWidth => Slide(InWidth, A.KernelWidth, A.Stride, A.Pad);

    public int OutHeight => Pooled(MidHeight);

    public int OutWidth => Pooled(MidWidth);

    public int MidChannels => A.OutChannels + (B?.OutChannels ?? 0);

    /// <summary>Positions of a window that slides over a padded row or column.</summary>
    public static int Slide(int size, int kernel, int stride, int pad)
    {
        return ((size + (2 * pad) - kernel) / stride) + 1;
    }

    private int Pooled(int mid)
    {
        if (PoolKernel == 0)
        {
            return mid;
        }

        int room = mid + (2 * PoolPad) - PoolKernel;
        int size = (int)Math.Floor(room / (double)PoolStride) + 1;
        bool nextStartsInside = (size * PoolStride) - PoolPad < mid;
        bool ceil = PoolCeil && room % PoolStride != 0;
        return nextStartsInside && (ceil || PoolOneMore) ? size + 1 : size;
    }
}
