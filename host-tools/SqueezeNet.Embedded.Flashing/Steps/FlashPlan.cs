using System;
using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Flashing.Tables;
using SqueezeNet.Embedded.Host.Reporting;

namespace SqueezeNet.Embedded.Flashing.Steps;

/// <summary>
/// Every step from what a board holds to what it is to hold. Nothing is remembered from one run to the next: whatever
/// an interrupted run has left, the next one compares and writes what is missing.
/// </summary>
public sealed class FlashPlan
{
    private readonly List<FlashStep> steps = [];
    private readonly List<string> warnings = [];

    private FlashPlan(FlashJob job, BoardState state)
    {
        BoardFit.Require(job, state.Chip);
        Table = TableFor(job, state);
        Table.RequireFits(state.Chip?.FlashBytes ?? FlashOf(job));
        Parts = FlashParts.Of(job, Table);
        Model = job.Model is null ? null : ModelFit.Require(job.Model, job.Board);
        CheckApplication(job, state);
        AddRegions(state);
        AddStart(job);
    }

    /// <summary>The table that the places are taken from.</summary>
    public PartitionTable Table { get; }

    /// <summary>All regions of the job, whether they are written or stand there already.</summary>
    public IReadOnlyList<FlashPart> Parts { get; }

    /// <summary>The steps, in their order.</summary>
    public IReadOnlyList<FlashStep> Steps => steps;

    /// <summary>What is lost, and what could not be checked.</summary>
    public IReadOnlyList<string> Warnings => warnings;

    /// <summary>What the model costs on the board; null without a model.</summary>
    public PlanReport? Model { get; }

    /// <summary>Regions to write, in the order of their offsets.</summary>
    public IEnumerable<FlashStep> Writes => steps.Where(step => step.Kind == FlashStepKind.Write);

    /// <summary>Makes a plan.</summary>
    /// <exception cref="FlashingException">Board and files do not fit; the message has the remedy.</exception>
    public static FlashPlan For(FlashJob job, BoardState state)
    {
        return new FlashPlan(job, state);
    }

    /// <summary>The table of the firmware, or without one the board's own.</summary>
    /// <exception cref="FlashingException">There is neither.</exception>
    internal static PartitionTable TableFor(FlashJob job, BoardState state)
    {
        return job.Firmware?.Table ?? state.Table
            ?? throw new FlashingException(
                FlashingCause.DoesNotFit,
                (state.Chip is null ? "nobody knows the partition table of the board"
                    : state.TableProblem is null ? "the board has no partition table"
                    : $"the board's partition table cannot be read ({state.TableProblem.TrimEnd('.')})")
                + ": give --firmware DIR, which brings one.");
    }

    private static long FlashOf(FlashJob job)
    {
        return job.Board.FlashBytes > 0 ? job.Board.FlashBytes : job.Firmware?.Manifest.FlashBytes ?? long.MaxValue;
    }

    private void CheckApplication(FlashJob job, BoardState state)
    {
        if (job.Application is not null && job.Firmware is not null)
        {
            job.Application.RequireFits(job.Firmware.Manifest);
        }
        else if (job.Application is not null)
        {
            warnings.Add("without --firmware it is not known whether the board's firmware has the native code that the "
                + "application asks for");
        }

        warnings.AddRange(TableChange.Of(state.Table, Table));
    }

    private void AddRegions(BoardState state)
    {
        foreach (FlashPart part in Parts)
        {
            RegionState? region = state.Regions.GetValueOrDefault(part.Kind);
            bool holds = region is { Holds: true };
            string reason = state.Chip is null ? "a new board has none"
                : holds ? "stands there"
                : part.Kind == FlashPartKind.PartitionTable && state.TableProblem is string problem
                    ? $"the one there is damaged: {problem.TrimEnd('.')}"
                : region?.Found is string found ? $"found there: {found}"
                : "the place is empty";
            steps.Add(new FlashStep(
                holds ? FlashStepKind.Skip : FlashStepKind.Write, part.Region.Name, reason, part.Region));
        }
    }

    private void AddStart(FlashJob job)
    {
        steps.Add(new FlashStep(FlashStepKind.Reset, "board", "starts what was written"));
        if (job.Wifi is not null)
        {
            steps.Add(new FlashStep(FlashStepKind.Wifi, $"Wi-Fi {job.Wifi.Ssid}", "kept by nanoCLR in config"));
        }

        if (job.Settings is not null)
        {
            steps.Add(new FlashStep(FlashStepKind.Settings, "node.json", "kept by nanoCLR in config"));
        }

        if (job.Wifi is not null || job.Settings is not null)
        {
            steps.Add(new FlashStep(FlashStepKind.Reset, "board", "reads what was stored"));
        }

        steps.Add(new FlashStep(FlashStepKind.Watch, "console", "until the first label, or a cause why none comes"));
    }
}
