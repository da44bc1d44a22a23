using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Planning;

namespace SqueezeNet.Embedded.Tests.Host.Planning;

[TestClass]
public sealed class CostModelTests
{
    private const int GroupParams = 48;

    private static readonly IReadOnlyList<StageShape> v11 = PlannerTests.Published("v1.1");

    /// <summary>DESIGN's emulation: 26.0 M cycles, 108 ms, for the convolutions alone.</summary>
    [TestMethod]
    public void ConvolutionsTakeWhatWasMeasured()
    {
        Board board = Boards.Default;
        KernelRate Free(KernelRate rate) => rate with { CyclesPerCall = 0 };
        board = board with
        {
            FlashMbPerS = 1e12,
            PoolBytesPerCycle = 1e12,
            Kernels = new BoardKernels
            {
                Conv1 = Free(board.Kernels.Conv1),
                Conv1x1 = Free(board.Kernels.Conv1x1),
                Conv3x3 = Free(board.Kernels.Conv3x3),
                Head = Free(board.Kernels.Head),
            },
        };
        CostModel costs = new(board, WeightsMemory.Flash);
        Assert.AreEqual(108.3, v11.Sum(s => costs.Of(s, 1).Nanoseconds) / 1e6, 0.5);
    }

    [TestMethod]
    public void WeightsThatFitTheCacheAreReadOnce()
    {
        CostModel costs = new(Boards.Default, WeightsMemory.Flash);
        Assert.AreEqual(AllBytes(v11[1]), costs.Of(v11[1], 1).WeightBytesRead);
        Assert.AreEqual(AllBytes(v11[1]), costs.Of(v11[1], v11[1].MidHeight).WeightBytesRead);
    }

    [TestMethod]
    public void OtherWeightsAreReadOnceABand()
    {
        CostModel costs = new(Boards.Default, WeightsMemory.Flash);
        StageShape last = v11[^1];
        Assert.AreEqual(13 * AllBytes(last), costs.Of(last, 1).WeightBytesRead);
        Assert.AreEqual(2 * AllBytes(last), costs.Of(last, 7).WeightBytesRead);
        Assert.AreEqual(AllBytes(last), costs.Of(last, 13).WeightBytesRead);
    }

    /// <summary>Squeeze runs row by row behind a pool: in a band it stays in the cache, if it fits.</summary>
    [TestMethod]
    public void PooledStagesReadSqueezeByRows()
    {
        StageShape pooled = v11[4];
        Assert.IsNotNull(pooled.Pool);
        long squeeze = pooled.OutChannels / 16 * ((16L * pooled.MidChannels) + GroupParams);
        long expand = AllBytes(pooled) - squeeze;
        Board small = Boards.Default with { CacheBytes = 5000 };
        Assert.AreEqual(
            (3 * expand) + (3 * squeeze),
            new CostModel(Boards.Default, WeightsMemory.Flash).Of(pooled, 9).WeightBytesRead);
        Assert.AreEqual(
            (3 * expand) + (13 * squeeze), new CostModel(small, WeightsMemory.Flash).Of(pooled, 9).WeightBytesRead);
    }

    [TestMethod]
    public void PaddedHeadReadsItsWeightsOnceMore()
    {
        StageShape last = PlannerTests.Published("v1.0")[^1];
        long head = last.OutChannels / 16 * ((16L * last.MidChannels) + GroupParams);
        CostModel costs = new(Boards.Default, WeightsMemory.Flash);
        Assert.AreEqual(AllBytes(last) + head, costs.Of(last, last.MidHeight).WeightBytesRead);
    }

    /// <summary>The rules of thumb against a cache of 16-byte lines, fed with the engine's order of groups.</summary>
    [TestMethod]
    [DataRow(16 << 10)]
    [DataRow(32 << 10)]
    [DataRow(64 << 10)]
    public void SimulatedCacheMissesAsMuch(int cacheBytes)
    {
        CostModel costs = new(Boards.Default with { CacheBytes = cacheBytes }, WeightsMemory.Flash);
        foreach (StageShape stage in v11.Concat(PlannerTests.Published("v1.0")))
        {
            foreach (int band in new[] { 1, 4, 7, stage.MidHeight })
            {
                long missed = Misses(stage, band, cacheBytes);
                long modelled = costs.Of(stage, band).WeightBytesRead;
                Assert.IsLessThanOrEqualTo(modelled, missed, $"{stage.Name}, band {band}");
                if (stage.BandsWithOutput(band) == stage.Bands(band))
                {
                    Assert.AreEqual(modelled, missed, $"{stage.Name}, band {band}");
                }
            }
        }
    }

    [TestMethod]
    public void OverlappedReadingCostsTheSlowerOfBoth()
    {
        Board board = Boards.Default;
        StageShape last = v11[^1];
        long Time(Board b) => new CostModel(b, WeightsMemory.Flash).Of(last, 13).Nanoseconds;
        long compute = Time(board with { FlashMbPerS = 1e12 });
        long sum = Time(board);
        long overlapped = Time(board with { Overlap = true });
        Assert.AreEqual(long.Max(compute, sum - compute), overlapped, 2);
    }

    [TestMethod]
    public void PsramIsFasterThanFlashWhereItIs()
    {
        StageShape last = v11[^1];
        Board octal = Boards.Default;
        Assert.IsLessThan(
            new CostModel(octal, WeightsMemory.Flash).Of(last, 1).Nanoseconds,
            new CostModel(octal, WeightsMemory.Psram).Of(last, 1).Nanoseconds);
        Assert.ThrowsExactly<PlanningException>(
            () => new CostModel(Boards.Load("esp32-s3-no-psram"), WeightsMemory.Psram));
    }

    private static long Misses(StageShape stage, int band, int cacheBytes)
    {
        long a = Bytes(stage.ATaps, stage.AChannels);
        long b = Bytes(9 * stage.InChannels, stage.BChannels);
        long c = Bytes(stage.MidChannels, stage.OutChannels);
        LineCache cache = new(cacheBytes);
        int before = 0;
        for (int y = band; y - band < stage.MidHeight; y += band)
        {
            cache.Read(0, a + b);
            int after = y >= stage.MidHeight ? stage.OutHeight : stage.CompleteRows(y);
            int calls = stage.Pool is null ? 1 : after - before;
            for (int i = 0; i < calls; i++)
            {
                cache.Read(a + b, c);
            }

            before = after;
        }

        if (stage.IsHead && stage.C.Pad > 0)
        {
            cache.Read(a + b, c);
        }

        return cache.Missed;
    }

    private static long Bytes(int taps, int channels)
    {
        return channels / 16 * ((16L * taps) + GroupParams);
    }

    private static long AllBytes(StageShape stage)
    {
        return stage.WeightBytes + ((stage.AChannels + stage.BChannels + stage.OutChannels) / 16 * GroupParams);
    }
}
