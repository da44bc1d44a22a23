using System;
using System.Collections.Generic;
using System.IO;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Planning;

namespace SqueezeNet.Embedded.Tests.Host.Planning;

/// <summary>
/// Runs a plan with labels in the place of values, row by row as SPEC 3 tells it: every read must find the label that
/// was last meant for it, and every write must stay in the arena. It shares no arithmetic with the planner: sizes are
/// counted while storing.
/// </summary>
internal sealed class ArenaSimulator
{
    private const int Cell = 16;

    private readonly long[] arena;
    private readonly SqueezeNetModel model;
    private readonly IReadOnlyList<StageShape> stages;
    private readonly ArenaPlan plan;
    private int k;
    private StageShape stage = null!;
    private StagePlan at = null!;
    private int zrowAt;
    private int imageAt;
    private int midAt;
    private int poolAt;
    private int imageStride;
    private readonly int skipAt;
    private bool inSkip;

    private ArenaSimulator(SqueezeNetModel model, ArenaPlan plan)
    {
        this.model = model;
        this.plan = plan;
        stages = StageShape.Cut(model);
        arena = new long[plan.ArenaBytes / Cell];
        skipAt = plan.ArenaBytes - plan.SkipBytes;
    }

    /// <summary>End of the highest byte that was written.</summary>
    public int HighWater { get; private set; }

    /// <summary>The same below the memory of bypasses.</summary>
    public int RestHighWater { get; private set; }

    private int InChannels => Padded(stage.A.InChannels);

    private int MidChannels => Padded(stage.A.OutChannels) + Padded(stage.B?.OutChannels ?? 0);

    private int OutChannels => Padded(stage.C.OutChannels);

    /// <summary>Runs a plan.</summary>
    /// <exception cref="InvalidDataException">It destroys what is still needed, or leaves the arena.</exception>
    public static ArenaSimulator Run(SqueezeNetModel model, ArenaPlan plan)
    {
        ArenaSimulator simulator = new(model, plan);
        for (int k = 0; k < plan.Stages.Count; k++)
        {
            simulator.RunStage(k);
        }

        return simulator;
    }

    private void RunStage(int index)
    {
        k = index;
        stage = stages[k];
        at = plan.Stages[k];
        Require(k == 0 || at.InOffset == plan.Stages[k - 1].OutOffset, "the input is elsewhere");
        Require(at.Band >= 1 && at.Band <= stage.MidHeight, "an impossible band");
        LayScratch();
        if (k > 0)
        {
            Write(zrowAt, (stage.InWidth + 2) * InChannels, Label('z', 0));
        }

        if (stage.IsHead)
        {
            Write(at.OutOffset, 4 * OutChannels, Label('s', 0));
        }

        for (int y = 0; y < stage.MidHeight; y += at.Band)
        {
            RunBand(y, Math.Min(at.Band, stage.MidHeight - y));
        }

        Finish();
    }

    private void LayScratch()
    {
        zrowAt = at.ScratchOffset;
        imageAt = zrowAt + (k == 0 ? 0 : (stage.InWidth + 2) * InChannels);
        imageStride = Padded(3 * (model.Input.Width + (2 * stage.A.Pad)));
        int imageRows = ((at.Band - 1) * stage.A.Stride) + stage.A.KernelHeight;
        midAt = imageAt + (k == 0 ? imageRows * imageStride : 0);
        poolAt = midAt + (at.Band * stage.MidWidth * MidChannels);
    }

    private void RunBand(int y0, int rows)
    {
        int rowBytes = stage.MidWidth * MidChannels;
        if (k == 0)
        {
            FetchImage(y0, rows);
        }

        for (int y = y0; y < y0 + rows; y++)
        {
            ReadInput(y, y0);
            Write(midAt + ((y - y0) * rowBytes), rowBytes, Label('m', y));
            if (stage.Adds)
            {
                Read(SkipAt(k - 1) + (y * rowBytes), rowBytes, Label('k', y, k - 1));
            }
        }

        for (int y = y0; y < y0 + rows; y++)
        {
            Read(midAt + ((y - y0) * rowBytes), rowBytes, Label('m', y));
            if (stage.Pool is null)
            {
                WriteOutput(y);
            }
            else
            {
                PoolRow(stage.Pool, y);
            }
        }
    }

    /// <summary>Rows that both bands see are moved to the front.</summary>
    private void FetchImage(int y0, int rows)
    {
        int first = y0 * stage.A.Stride;
        int end = ((y0 + rows - 1) * stage.A.Stride) + stage.A.KernelHeight;
        int oldFirst = (y0 - at.Band) * stage.A.Stride;
        int oldEnd = y0 == 0 ? 0 : ((y0 - 1) * stage.A.Stride) + stage.A.KernelHeight;
        for (int row = first; row < end; row++)
        {
            if (row < oldEnd)
            {
                Read(imageAt + ((row - oldFirst) * imageStride), imageStride, Label('i', row));
            }
        }

        for (int row = first; row < end; row++)
        {
            Write(imageAt + ((row - first) * imageStride), imageStride, Label('i', row));
        }
    }

    private void ReadInput(int y, int y0)
    {
        if (k == 0)
        {
            for (int ky = 0; ky < stage.A.KernelHeight; ky++)
            {
                int row = (y * stage.A.Stride) + ky;
                Read(imageAt + ((row - (y0 * stage.A.Stride)) * imageStride), imageStride, Label('i', row));
            }

            return;
        }

        for (int row = y - 1; row <= y + 1; row++)
        {
            if (row < 0 || row >= stage.InHeight)
            {
                Read(zrowAt, (stage.InWidth + 2) * InChannels, Label('z', 0));
                continue;
            }

            // From column -1, which ends the row before, to the column behind the last.
            for (int pixel = 0; pixel < stage.InWidth + 2; pixel++)
            {
                int number = (row * (stage.InWidth + 1)) + pixel;
                Read(at.InOffset + (number * InChannels), InChannels, Label('t', number, k - 1));
            }
        }
    }

    private void PoolRow(MaxPool pool, int y)
    {
        int bytes = stage.OutWidth * MidChannels;
        for (int window = 0; window < stage.OutHeight; window++)
        {
            int from = Math.Max(0, (window * pool.Stride) - pool.Pad);
            int last = Math.Min(stage.MidHeight, (window * pool.Stride) - pool.Pad + pool.Kernel) - 1;
            if (y < from || y > last)
            {
                continue;
            }

            int slot = poolAt + (window % stage.PoolSlots * bytes);
            if (y > from)
            {
                Read(slot, bytes, Label('p', window));
            }

            Write(slot, bytes, Label('p', window));
            if (y == last)
            {
                WriteOutput(window);
            }
        }
    }

    /// <summary>C makes a row of the output and what separates it from the next.</summary>
    private void WriteOutput(int row)
    {
        if (stage.Keeps)
        {
            int bytes = stage.OutWidth * MidChannels;
            inSkip = true;
            Write(SkipAt(k) + (row * bytes), bytes, Label('k', row));
            inSkip = false;
        }

        if (stage.IsHead)
        {
            Read(at.OutOffset, 4 * OutChannels, Label('s', 0));
            return;
        }

        for (int pixel = row == 0 ? 0 : 1; pixel <= stage.OutWidth + 1; pixel++)
        {
            int number = (row * (stage.OutWidth + 1)) + pixel;
            Write(at.OutOffset + (number * OutChannels), OutChannels, Label('t', number));
        }
    }

    /// <summary>
    /// Where stage <paramref name="of"/> keeps its tensor: at the start of the memory, or at its end.
    /// </summary>
    private int SkipAt(int of)
    {
        StageShape keeper = stages[of];
        int channels = Padded(keeper.A.OutChannels) + Padded(keeper.B?.OutChannels ?? 0);
        return of % 2 == 0 ? skipAt : plan.ArenaBytes - (keeper.OutHeight * keeper.OutWidth * channels);
    }

    private void Finish()
    {
        if (stage.IsHead && stage.C.Pad > 0)
        {
            Write(midAt, MidChannels, Label('b', 0));
        }

        if (stage.IsHead)
        {
            Read(at.OutOffset, 4 * OutChannels, Label('s', 0));
        }

        int scratchEnd = poolAt + (stage.PoolSlots * stage.OutWidth * MidChannels);
        Require(scratchEnd <= plan.ArenaBytes, "the scratch leaves the arena");
    }

    private void Write(int offset, int bytes, long label)
    {
        Require(offset >= 0 && offset % Cell == 0 && bytes % Cell == 0, "a misaligned write");
        Require(offset + bytes <= (inSkip ? plan.ArenaBytes : skipAt), "a write behind the arena");
        Require(!inSkip || offset >= skipAt, "a write below the memory of bypasses");
        arena.AsSpan(offset / Cell, bytes / Cell).Fill(label);
        HighWater = Math.Max(HighWater, offset + bytes);
        RestHighWater = inSkip ? RestHighWater : Math.Max(RestHighWater, offset + bytes);
    }

    private void Read(int offset, int bytes, long label)
    {
        Require(offset >= 0 && offset + bytes <= plan.ArenaBytes, "a read outside the arena");
        Require(
            !arena.AsSpan(offset / Cell, bytes / Cell).ContainsAnyExcept(label),
            "what is read was overwritten or never written");
    }

    private long Label(char kind, int number, int? of = null)
    {
        return 1 + number + ((long)kind << 32) + ((long)(of ?? k) << 48);
    }

    private void Require(bool condition, string what)
    {
        if (!condition)
        {
            throw new InvalidDataException($"stage {k}: {what}");
        }
    }

    private static int Padded(int channels)
    {
        return channels % 16 == 0 ? channels : channels + 16 - (channels % 16);
    }
}
