using System;
using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Tests.Firmware.Library.Networks;

/// <summary>Arena offsets of a test network. Written from SPEC 3 on its own, not from the code under test.</summary>
public sealed class TestPlan
{
    private TestPlan(int stages)
    {
        InOffset = new int[stages];
        OutOffset = new int[stages];
    }

    public int[] InOffset { get; }

    public int[] OutOffset { get; }

    public int ScratchOffset { get; private set; }

    /// <summary>The last <see cref="SkipBytes"/> of them for bypasses.</summary>
    public int ArenaBytes { get; private set; }

    public int SkipBytes { get; private set; }

    public static TestPlan Make(List<TestStage> stages, bool inPlace)
    {
        TestPlan plan = new(stages.Count);
        for (int k = 0; k < stages.Count; k++)
        {
            plan.InOffset[k] = k == 0 ? 0 : plan.OutOffset[k - 1];
            bool head = k == stages.Count - 1;
            int below = Floor16(plan.InOffset[k] - OutBytes(stages[k], head));
            plan.OutOffset[k] = inPlace && k > 0 && !head ? Highest(stages[k], plan.InOffset[k]) : below;
        }

        plan.Shift(-plan.OutOffset.Min());
        int end = 0;
        for (int k = 0; k < stages.Count; k++)
        {
            end = Math.Max(end, plan.OutOffset[k] + OutBytes(stages[k], k == stages.Count - 1));
        }

        plan.ScratchOffset = Ceil16(end);
        int[] kept = [0, .. stages.Select(s => s.Keeps ? s.OutHeight * s.OutWidth * s.MidChannels : 0)];
        plan.SkipBytes = kept.Zip(kept.Skip(1), (added, keeps) => added + keeps).Max();
        plan.ArenaBytes = plan.ScratchOffset + stages.Max(ScratchBytes) + plan.SkipBytes;
        return plan;
    }

    /// <summary>The highest offset at which no band writes over rows that the next band reads.</summary>
    private static int Highest(TestStage stage, int inOffset)
    {
        int highest = inOffset;
        for (int y = stage.Band; y < stage.MidHeight; y += stage.Band)
        {
            int rows = CompleteRows(stage, y);
            if (rows > 0)
            {
                int needed = stage.A.InChannels * (y - 1) * (stage.InWidth + 1);
                int written = stage.C.OutChannels * (1 + (rows * (stage.OutWidth + 1)));
                highest = Math.Min(highest, inOffset + needed - written);
            }
        }

        return Floor16(highest);
    }

    private static int CompleteRows(TestStage stage, int midRows)
    {
        if (stage.PoolKernel == 0)
        {
            return midRows;
        }

        return Enumerable.Range(0, stage.OutHeight).Count(row =>
            Math.Min(stage.MidHeight, (row * stage.PoolStride) - stage.PoolPad + stage.PoolKernel) <= midRows);
    }

    private static int OutBytes(TestStage stage, bool head)
    {
        int channels = stage.C.OutChannels;
        return head ? 4 * channels : channels + (stage.OutHeight * (stage.OutWidth + 1) * channels);
    }

    private static int ScratchBytes(TestStage stage)
    {
        int imageRow = Ceil16(3 * (stage.InWidth + (2 * stage.A.Pad)));
        int first = stage.B is null
            ? (((stage.Band - 1) * stage.A.Stride) + stage.A.KernelHeight) * imageRow
            : (stage.InWidth + 2) * stage.A.InChannels;
        int mid = stage.Band * stage.MidWidth * stage.MidChannels;
        int poolRows = stage.PoolKernel == 0
            ? 0
            : Math.Min(
                stage.OutHeight, Math.Max(1, (int)Math.Ceiling((stage.PoolKernel - 1) / (double)stage.PoolStride)));
        return Ceil16(first) + Ceil16(mid) + Ceil16(poolRows * stage.OutWidth * stage.MidChannels);
    }

    private void Shift(int bytes)
    {
        for (int k = 0; k < OutOffset.Length; k++)
        {
            OutOffset[k] += bytes;
            InOffset[k] += k == 0 ? 0 : bytes;
        }
    }

    private static int Ceil16(int value)
    {
        return (value + 15) / 16 * 16;
    }

    private static int Floor16(int value)
    {
        return value & ~15;
    }
}
