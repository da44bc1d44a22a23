using System;
using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Host.Planning;

/// <summary>
/// Time of a stage on a board: multiply-accumulates at the rate of each kernel, and weights over the bandwidth of
/// their memory behind a least-recently-used cache. docs/planning.md has the formulas.
/// </summary>
public sealed class CostModel : IStageCosts
{
    private const int Lanes = 16;
    private const int ParamsBytes = 48;

    // memcpy on the device moves 16 bytes in about ten instructions. The kernel adds as many in 7 cycles, 4 where z is
    // 0.
    private const double CopiedBytesPerCycle = 1.6;
    private const double AddedBytesPerCycle = 2.3;

    private readonly Board board;
    private readonly WeightsMemory memory;
    private readonly double bytesPerSecond;
    private readonly bool skipInPsram;

    /// <param name="skipInPsram">Whether what bypasses add lies in PSRAM; the rest of the arena never does.</param>
    public CostModel(Board board, WeightsMemory memory, bool skipInPsram = false)
    {
        this.board = board;
        this.memory = memory;
        this.skipInPsram = skipInPsram;
        bytesPerSecond = board.MbPerS(memory) * 1e6;
        if (bytesPerSecond <= 0)
        {
            throw new PlanningException($"{board.Name} has no PSRAM for weights");
        }
    }

    /// <inheritdoc/>
    public StageCost Of(StageShape stage, int band)
    {
        List<Cost> costs = Costs(stage, band);
        long bytes = memory == WeightsMemory.Window ? 0 : BytesRead(costs);
        return new StageCost((long)Math.Round(Seconds(stage, costs, bytes) * 1e9), bytes);
    }

    /// <summary>The same in cycles of a core, and fractions of them.</summary>
    internal double CyclesOf(StageShape stage, int band)
    {
        List<Cost> costs = Costs(stage, band);
        return Seconds(stage, costs, memory == WeightsMemory.Window ? 0 : BytesRead(costs)) * board.CpuMhz * 1e6;
    }

    /// <summary>
    /// The same with a window: a stage that is streamed copies its pooled mid into place, 16 channels at a time.
    /// </summary>
    internal StageCost Of(StageShape stage, WindowLayout layout)
    {
        StageCost cost = Of(stage, layout.Band);
        bool copies = layout.IsStreamed && stage.Pool is not null;
        long bytes = copies ? (long)stage.OutHeight * stage.OutWidth * stage.MidChannels : 0;
        double seconds = bytes / CopiedBytesPerCycle / (board.CpuMhz * 1e6);
        return cost with { Nanoseconds = cost.Nanoseconds + (long)Math.Round(seconds * 1e9) };
    }

    private double Seconds(StageShape stage, List<Cost> costs, long bytes)
    {
        double compute = Cycles(stage, costs) / (board.CpuMhz * 1e6);
        double reading = bytes / bytesPerSecond;
        double seconds = board.Overlap ? Math.Max(compute, reading) : compute + reading;
        return seconds + (skipInPsram ? (stage.KeptBytes + stage.AddedBytes) / (board.PsramMbPerS * 1e6) : 0);
    }

    private List<Cost> Costs(StageShape stage, int band)
    {
        int bands = stage.Bands(band);
        long rows = stage.MidHeight;
        int inputs = stage.InChannels;
        BoardKernels kernels = board.Kernels;
        KernelRate first = stage.IsImage ? kernels.Conv1 : kernels.Conv1x1;
        List<Cost> costs = [new(first, stage.ATaps, stage.AChannels, rows, stage.MidWidth, bands)];
        if (!stage.IsImage)
        {
            costs.Add(new(kernels.Conv3x3, 9 * inputs, stage.BChannels, rows, stage.MidWidth, bands));
        }

        KernelRate last = stage.IsHead ? kernels.Head : kernels.Conv1x1;
        long outRows = stage.OutHeight;
        long reads = stage.Pool is null ? bands : PooledReads(stage, band);
        costs.Add(new(last, stage.MidChannels, stage.OutChannels, outRows, stage.OutWidth, reads));
        if (stage.IsHead && stage.C.Pad > 0)
        {
            costs.Add(new(last, stage.MidChannels, stage.OutChannels, 1, 1, 1) { IsBorder = true });
        }

        return costs;
    }

    /// <summary>C runs once per pooled row; of one band's rows only the first misses, if C fits the cache.</summary>
    private long PooledReads(StageShape stage, int band)
    {
        long bytes = stage.OutChannels / Lanes * (((long)stage.MidChannels * Lanes) + ParamsBytes);
        return bytes <= board.CacheBytes ? stage.BandsWithOutput(band) : stage.OutHeight;
    }

    private long BytesRead(List<Cost> costs)
    {
        long whole = costs.Where(w => !w.IsBorder).Sum(w => w.Bytes);
        if (whole <= board.CacheBytes)
        {
            return whole;
        }

        return costs.Sum(w => w.GroupBytes <= board.CacheBytes ? w.Reads * w.Bytes : w.Rows * w.Pixels * w.Bytes);
    }

    private double Cycles(StageShape stage, List<Cost> costs)
    {
        double pooled = 0;
        if (stage.Pool is not null)
        {
            double kernel = stage.Pool.Kernel * (double)stage.Pool.Kernel;
            pooled = kernel * stage.OutHeight * stage.OutWidth * stage.MidChannels / board.PoolBytesPerCycle;
        }

        double bypass = (stage.KeptBytes / CopiedBytesPerCycle) + (stage.AddedBytes / AddedBytesPerCycle);
        return pooled + bypass + costs.Sum(w => w.Cycles);
    }

    /// <summary>One convolution of a stage, channels padded as stored.</summary>
    /// <param name="Reads">How often its weights are read from the first to the last.</param>
    private sealed record Cost(KernelRate Rate, long Taps, long Channels, long Rows, long Pixels, long Reads)
    {
        /// <summary>Whether it is the border of a padded head, whose weights are the head's.</summary>
        public bool IsBorder { get; init; }

        public long GroupBytes => (Taps * Lanes) + ParamsBytes;

        public long Bytes => Channels / Lanes * GroupBytes;

        public double Cycles => (Rows * Pixels * Taps * Channels / Rate.MacsPerCycle)
            + (Channels / Lanes * Rows * ((Pixels * Rate.CyclesPerOutputGroup) + Rate.CyclesPerCall));
    }
}
