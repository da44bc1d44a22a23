using System;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Spectre.Console;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Import;
using SqueezeNet.Embedded.Host.Planning;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>sqnet plan: what a network will cost on a board, before it is flashed.</summary>
internal static class PlanCommand
{
    public static Command Create()
    {
        Argument<string> source = new("BLOB|MODEL")
        {
            Description = "Blob made by 'sqnet build', or a model as 'sqnet build' takes it; it need not be quantized.",
        };
        Option<string?> output = new("--output", "-o")
        {
            Description = "Write the blob with this plan; its weights and golden vectors stay as they are. Needs --ram.",
        };
        Option<bool> json = Arguments.Json();
        Command command = new(
            "plan",
            "Shows RAM, weight bytes read and time, stage by stage, of the fastest plan under a RAM budget; PASS or FAIL "
            + "(exit code 0 or 1) against a board. Without --ram: a blob's own plan, or a model's smallest.")
        {
            source, output, json,
        };
        PlanOptions planning = new(command);
        ModelOptions options = new(command);
        ExamplesHelp.Add(
            command,
            """
            sqnet plan squeezenet1_1.onnx --ram 104K --board esp32-s3-octal-psram
            sqnet plan cards.sqnt --board esp32-s3-no-psram --json
            sqnet plan cards.sqnt --ram 128K -o cards-128k.sqnt
            sqnet plan v11-packed.sqnt --board esp32-s3-no-psram --weights window -o v11-window.sqnt
            """);
        command.SetGuardedAction((arguments, _) =>
        {
            string path = arguments.GetRequiredValue(source);
            string? target = arguments.GetValue(output);
            bool asJson = arguments.GetValue(json);
            return Task.FromResult(Arguments.IsBlob(path)
                ? PlanBlob(path, target, blob => planning.Request(arguments, blob), asJson)
                : PlanModel(path, target, () => planning.Request(arguments, ModelImporter.Import(path, options.Read(arguments))), asJson));
        });
        return command;
    }

    private static int PlanModel(string path, string? target, Func<PlanRequest> request, bool json)
    {
        if (target is not null)
        {
            throw new CommandException(
                ExitCode.Usage, $"-o takes a blob to plan again, and {path} is a model. Make a blob with: sqnet build {path} -o {target} --ram SIZE");
        }

        return Answer(PlanReport.Of(request(), null, out _), null, json);
    }

    private static int PlanBlob(string path, string? target, Func<Blob, PlanRequest> request, bool json)
    {
        byte[] bytes = Arguments.ReadBlob(path);
        Blob blob = Blob.Open(bytes);
        PlanRequest asked = request(blob);
        bool isNew = asked.Budget is not null || asked.PlansWindow;
        if (target is not null && !isNew && asked.Arena == blob.Header.ArenaMemory)
        {
            throw new CommandException(
                ExitCode.Usage, "-o needs a budget, --ram SIZE, another place for it, --arena internal|psram, or --weights window");
        }

        PlanReport report = PlanReport.Of(asked, isNew ? null : BlobPlan.Read(blob), out ArenaPlan plan);
        bool fits = asked.PlansWindow ? report.Packed!.Window.Fits : report.PeakArenaBytes <= report.BudgetBytes;
        if (target is not null && fits)
        {
            Rewrite(bytes, plan, target);
            return Answer(report, target, json);
        }

        return Answer(report, null, json);
    }

    /// <summary>Writes a blob only after the engine has reproduced its golden vectors with the plan.</summary>
    private static void Rewrite(byte[] blob, ArenaPlan plan, string target)
    {
        OutputFile.RequireFolder(target);
        byte[] bytes = BlobPlan.Replace(blob, plan);
        using (Network network = Network.Open(bytes, Backend.Native))
        {
            network.SelfTest();
        }

        OutputFile.Save(target, bytes);
    }

    private static int Answer(PlanReport report, string? written, bool json)
    {
        if (json)
        {
            Json.Write(report);
        }
        else
        {
            Print(report);
            if (written is not null)
            {
                Terminal.Results.WriteLine($"{written}: written with this plan");
            }
        }

        return report.Pass ? ExitCode.Success : ExitCode.Negative;
    }

    private static void Print(PlanReport report)
    {
        IAnsiConsole console = Terminal.Results;
        Table table = Terminal.Table("stage", "bands x rows", "output", "RAM", "weights read", "M MACs", "ms");
        foreach (StageReport stage in report.Stages)
        {
            table.AddRow(
                Markup.Escape(stage.Name),
                Text($"{stage.Bands} x {stage.Band}"),
                stage.Placement,
                Text($"{stage.RamBytes}"),
                Text($"{stage.WeightBytesRead}"),
                Text($"{stage.Macs / 1e6:F2}"),
                Text($"{stage.EstimatedMs:F1}"));
        }

        table.AddRow(
            "whole network",
            string.Empty,
            string.Empty,
            Text($"{report.PeakArenaBytes}"),
            Text($"{report.WeightBytesRead}"),
            Text($"{report.Macs / 1e6:F2}"),
            Text($"{report.Stages.Sum(s => s.EstimatedMs):F1}"));
        console.Write(table);
        console.WriteLine(Text(
            $"arena {report.PeakArenaBytes} bytes of {report.BudgetBytes} in {(report.Arena == "psram" ? "PSRAM" : "internal RAM")} (the smallest possible: {report.SmallestArenaBytes}), blob {report.BlobBytes} bytes"));
        if (report.SkipMemory is not null)
        {
            long moved = report.Stages.Sum(s => s.SkipBytes);
            string place = report.SkipMemory == report.Arena || report.SkipMemory == "sram"
                ? "of the arena"
                : "in PSRAM, besides the arena";
            console.WriteLine(Text($"bypasses: {report.SkipBytes} bytes {place}; {moved} bytes written and read"));
        }

        if (report.Packed is null)
        {
            console.WriteLine(Text($"{report.Board}, weights in {report.Weights}: about {report.EstimatedMs:F1} ms an image, on one core"));
        }
        else
        {
            Print(report.Packed, report.Board);
        }

        if (report.Arena == "psram")
        {
            console.WriteLine("The time is that of an arena in internal RAM; in PSRAM it is longer, by how much has not been measured.");
        }

        foreach (string problem in report.Problems)
        {
            console.MarkupLineInterpolated($"[red]FAIL[/]  {problem}");
        }

        if (report.Pass)
        {
            console.MarkupLine("[green]PASS[/]");
        }
    }

    private static void Print(DecodeReport packed, string board)
    {
        IAnsiConsole console = Terminal.Results;
        console.WriteLine(Text(
            $"{packed.Weights} packed weights in {packed.StreamBytes} bytes, {packed.Decisions} decisions: {packed.Instructions / 1e6:F1} M instructions to decode, about {packed.DecodeMs:F0} ms"));
        Table table = Terminal.Table("weights decoded", "internal RAM", "PSRAM", "flash", "ms at boot", "ms an image", string.Empty);
        AddWay(table, "into PSRAM, at boot", packed.AtBoot);
        AddWay(table, "into a window, in each run", packed.Window);
        console.Write(table);
        console.WriteLine(Text($"{board}, on one core; the window: {packed.Window.StreamedStages} stages group by group"));
    }

    private static void AddWay(Table table, string name, DecodeWay way)
    {
        table.AddRow(
            name,
            Text($"{way.InternalBytes}"),
            Text($"{way.PsramBytes}"),
            Text($"{way.FlashBytes}"),
            Text($"{way.BootMs:F0}"),
            way.EstimatedMs is double ms ? Text($"{ms:F1}") : "-",
            way.Fits ? "[green]fits[/]" : $"[red]no:[/] {Markup.Escape(way.Problem ?? string.Empty)}");
    }

    private static string Text(FormattableString text)
    {
        return text.ToString(CultureInfo.InvariantCulture);
    }
}
