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

    public bool PoolCeil { get; init; }

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

        int size = Slide(mid, PoolKernel, PoolStride, PoolPad);
        bool nextStartsInside = (size * PoolStride) - PoolPad < mid;
        return PoolCeil && nextStartsInside ? size + 1 : size;
    }
}
