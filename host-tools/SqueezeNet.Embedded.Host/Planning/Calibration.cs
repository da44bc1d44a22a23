using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace SqueezeNet.Embedded.Host.Planning;

/// <summary>A board's profile, fitted to what the board has measured: docs/planning.md, Calibrate.</summary>
public sealed record Calibration
{
    /// <summary>The fitted profile.</summary>
    public required Board Board { get; init; }

    /// <summary>Model against silicon, stage by stage, for weights in flash and in PSRAM.</summary>
    public required IReadOnlyList<CalibrationRow> Rows { get; init; }

    /// <summary>What stays as it was, and why.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Fits the profile of a blob's request to what a board has measured with that blob.</summary>
    /// <param name="chosen">The blob's own plan, and the profile that the fit begins with.</param>
    /// <param name="crc">The blob's CRC-32.</param>
    /// <param name="bench">What was measured.</param>
    /// <param name="name">Name of the fitted profile.</param>
    /// <exception cref="PlanningException">The document is of another model, or of no board.</exception>
    public static Calibration Fit(ChosenPlan chosen, uint crc, BenchDocument bench, string name)
    {
        ArgumentNullException.ThrowIfNull(chosen);
        ArgumentNullException.ThrowIfNull(bench);
        int clock = RequireClock(bench);
        RequireSame(crc, bench);
        List<string> notes = [];
        Board given = chosen.Request.Board;
        IReadOnlyList<BenchRun> runs = Runs(chosen, bench);
        ReadRates reads = ReadRates.Of(bench, given, clock, notes);
        Board read = given with { CpuMhz = clock, FlashMbPerS = reads.Flash, PsramMbPerS = reads.Psram };
        Board fitted = read with { Name = name, Kernels = KernelFit.Of(chosen, read, runs) };
        string source = string.Create(
            CultureInfo.InvariantCulture,
            $"Fitted to bench of {bench.Model} ({bench.Crc}), firmware {bench.Firmware}.");
        fitted = fitted with { Source = Sources(given, source, reads) };
        return new Calibration
        {
            Board = fitted,
            Rows = [.. runs.SelectMany(run => Compare(chosen, run, given, fitted, clock))],
            Notes = notes,
        };
    }

    /// <summary>Cycles that a run is judged by: the model begins with empty caches.</summary>
    internal static IReadOnlyList<long> Measured(BenchRun run)
    {
        return run.Cold ?? run.Warm;
    }

    internal static WeightsMemory MemoryOf(BenchRun run)
    {
        return run.Weights == "psram" ? WeightsMemory.Psram : WeightsMemory.Flash;
    }

    private static int RequireClock(BenchDocument bench)
    {
        const string Clock = "cyclesInMicrosecond";
        return bench.CyclesInMicrosecond is int clock and > 0
            ? clock
            : throw new PlanningException(
                "a desktop's clock is no board's, and this document has no cycles"
                + (bench.Missing.TryGetValue(Clock, out string? reason) ? $" ({reason.TrimEnd('.')})" : string.Empty)
                + ": let a board measure, with \"bench\": true in its node.json");
    }

    private static void RequireSame(uint crc, BenchDocument bench)
    {
        string own = crc.ToString("x8", CultureInfo.InvariantCulture);
        if (own != bench.Crc)
        {
            throw new PlanningException(
                $"it is of the model {bench.Model} with CRC {bench.Crc}, and this blob has {own}: give the blob that "
                + "was on the board");
        }
    }

    private static List<BenchRun> Runs(ChosenPlan chosen, BenchDocument bench)
    {
        List<BenchRun> runs = [.. bench.Runs.Where(run => run.Cores == 1 && run.Weights is "flash" or "psram")];
        if (runs.Count == 0)
        {
            string reasons = string.Join(
                " ",
                bench.Missing.Where(m => m.Key.StartsWith("runs", StringComparison.Ordinal)).Select(m => m.Value));
            throw new PlanningException(
                "it has no run on one core with weights in flash or PSRAM"
                + (reasons.Length > 0 ? $" ({reasons.TrimEnd('.')})" : string.Empty) + ": measure again");
        }

        int stages = chosen.Request.Stages.Count;
        if (runs.Any(run => Measured(run).Count != stages || Measured(run).Any(cycles => cycles == 0)))
        {
            throw new PlanningException($"a run has not {stages} stages with cycles each: measure again");
        }

        Board board = chosen.Request.Board;
        if (board.PsramBytes == 0 && runs.Any(run => MemoryOf(run) == WeightsMemory.Psram))
        {
            throw new PlanningException($"it has a run in PSRAM, and {board.Name} has none: is --board the right one?");
        }

        return board.Overlap || chosen.Request.Arena == ArenaMemory.External
            ? throw new PlanningException(
                "times of boards that overlap reading and computing, and of arenas in PSRAM, are not fitted")
            : runs;
    }

    private static Dictionary<string, string> Sources(Board given, string source, ReadRates reads)
    {
        Dictionary<string, string> sources = new(given.Source)
        {
            ["cpu_mhz"] = source,
            ["kernels"] = source
                + " macs_per_cycle by least squares, drawn towards those before; conv1 with reading the frame.",
        };
        if (reads.IsFlashMeasured)
        {
            sources["flash_mb_per_s"] = source;
        }

        if (reads.IsPsramMeasured)
        {
            sources["psram_mb_per_s"] = source;
        }

        return sources;
    }

    private static IEnumerable<CalibrationRow> Compare(
        ChosenPlan chosen, BenchRun run, Board given, Board fitted, int clock)
    {
        WeightsMemory memory = MemoryOf(run);
        CostModel before = new(given, memory, chosen.HasSkipApart);
        CostModel after = new(fitted, memory, chosen.HasSkipApart);
        return chosen.Request.Stages.Select((stage, k) =>
        {
            int band = chosen.Plan.Stages[k].Band;
            return new CalibrationRow(
                stage.Name,
                run.Weights,
                before.Of(stage, band).Nanoseconds / 1e6,
                Measured(run)[k] / (clock * 1e3),
                after.Of(stage, band).Nanoseconds / 1e6);
        });
    }
}
