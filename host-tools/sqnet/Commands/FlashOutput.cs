using System;
using System.Globalization;
using System.Linq;
using Spectre.Console;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Flashing.Devices;
using SqueezeNet.Embedded.Flashing.Steps;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>The steps of sqnet flash, and what came of them.</summary>
internal static class FlashOutput
{
    /// <summary>Says before the work what will be written.</summary>
    public static void Announce(FlashPlan plan)
    {
        Warn(plan);
        foreach (FlashStep step in plan.Steps.Where(step => step.Region is not null))
        {
            Terminal.Note($"{Word(step.Kind)} {Place(step.Region!)} {step.Name}: {step.Reason}");
        }
    }

    /// <summary>Writes the result.</summary>
    /// <param name="result">What the board said; null if nothing was done on one.</param>
    public static void Write(FlashOptions options, FlashPlan plan, FlashResult? result)
    {
        if (options.Json)
        {
            Json.Write(ToJson(options, plan, result));
            return;
        }

        if (result is null)
        {
            Warn(plan);
            Print(plan);
            PrintFiles(options);
        }
        else
        {
            Print(result);
        }
    }

    private static void Warn(FlashPlan plan)
    {
        foreach (string warning in plan.Warnings)
        {
            Terminal.Warn(warning);
        }
    }

    private static void Print(FlashPlan plan)
    {
        Table table = Terminal.Table("step", "at", "bytes", "what", "why");
        foreach (FlashStep step in plan.Steps)
        {
            table.AddRow(
                Word(step.Kind),
                step.Region is null ? string.Empty : Text($"0x{step.Region.Offset:X}"),
                step.Region is null ? string.Empty : Text($"{step.Region.Bytes.Length}"),
                Markup.Escape(PlainText.Of(step.Name)),
                Markup.Escape(PlainText.Of(step.Reason)));
        }

        Terminal.Results.Write(table);
    }

    private static void PrintFiles(FlashOptions options)
    {
        if (options.IsDryRun)
        {
            Terminal.Results.WriteLine("dry run: nothing was written");
            return;
        }

        if (options.Image is not null)
        {
            Terminal.Results.WriteLine(
                $"{options.Image}: everything, for address 0. Writing it erases stored Wi-Fi and node.json.");
        }

        if (options.Web is not null)
        {
            Terminal.Results.WriteLine(
                $"{options.Web}: for ESP Web Tools. Wi-Fi and node.json stay, unless the user asks for an erase.");
        }

        Terminal.Results.WriteLine("Wi-Fi and node.json come later: sqnet flash --port PORT --wifi NAME --broker HOST");
    }

    private static void Print(FlashResult result)
    {
        if (result.Problem is not null)
        {
            Terminal.Results.MarkupLineInterpolated($"[red]no:[/] {PlainText.Of(result.Problem)}");
            return;
        }

        NodeStart start = result.Start;
        string said = $"firmware {start.FirmwareVersion ?? "?"}, model crc {start.ModelCrc ?? "?"}, "
            + $"first label {start.Label ?? "?"}";
        Terminal.Results.WriteLine(PlainText.Of(said));
        Terminal.Results.WriteLine(result.IsConfirmed
            ? "the board runs what was written"
            : "what was written stands there, and the board has not said that it runs it: sqnet monitor --port PORT");
    }

    private static object ToJson(FlashOptions options, FlashPlan plan, FlashResult? result)
    {
        return new
        {
            Board = options.Board.Name,
            options.Port,
            DryRun = options.IsDryRun,
            Steps = plan.Steps.Select(step => new
            {
                Step = Word(step.Kind),
                step.Name,
                Offset = step.Region?.Offset,
                Bytes = step.Region?.Bytes.Length,
                step.Reason,
            }),
            plan.Warnings,
            options.Image,
            options.Web,
            Start = result is null ? null : new
            {
                Firmware = result.Start.FirmwareVersion,
                result.Start.ModelCrc,
                result.Start.Label,
                result.Problem,
                Confirmed = result.IsConfirmed,
            },
        };
    }

    private static string Word(FlashStepKind kind)
    {
        return Enum.GetName(kind)!.ToLowerInvariant();
    }

    private static string Place(FlashRegion region)
    {
        return Text($"0x{region.Offset:X} ({region.Bytes.Length} bytes)");
    }

    private static string Text(FormattableString text)
    {
        return text.ToString(CultureInfo.InvariantCulture);
    }
}
