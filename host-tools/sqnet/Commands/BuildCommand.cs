using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;
using Spectre.Console;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Import;
using SqueezeNet.Embedded.Host.Inspection;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Packing;
using SqueezeNet.Embedded.Host.Planning;
using SqueezeNet.Embedded.Host.Quantization;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>sqnet build: from a trained model to a blob.</summary>
internal static class BuildCommand
{
    public static Command Create()
    {
        Argument<string> model = new("MODEL") { Description = "Trained model: .onnx, .pth or .pt (PyTorch), .caffemodel, or .net (Deep Compression)." };
        Option<string> output = new("--output", "-o") { Description = "Blob to write.", Required = true };
        Option<string> calibration = new("--calibration")
        {
            Description = "Folder of typical pictures, best about a hundred; no labels are needed.",
            Required = true,
        };
        Option<bool> json = Arguments.Json();
        Command command = new(
            "build",
            "Quantizes a trained SqueezeNet to int8 and packs it into a blob for the flash.")
        {
            model, output, calibration, json,
        };
        ModelOptions options = new(command);
        PlanOptions planning = new(command);
        ExamplesHelp.Add(
            command,
            """
            sqnet build cards.onnx -o cards.sqnt --calibration photos --labels labels.txt
            sqnet build squeezenet1_1.onnx -o v11.sqnt --calibration imagenet-val --labels classes.tsv
            sqnet build squeezenet1_1.onnx -o v11.sqnt --calibration imagenet-val --ram 104K --board esp32-s3-octal-psram
            sqnet build squeezenet1_1_finetuned.pth -o mine.sqnt --size 160 --calibration photos --labels labels.txt
            sqnet build squeezenet_v1.0.net -o v10.sqnt --calibration imagenet-val
            """);
        command.SetGuardedAction(async (arguments, cancellation) =>
        {
            Stopwatch watch = Stopwatch.StartNew();
            string target = arguments.GetRequiredValue(output);
            OutputFile.RequireFolder(target);
            SqueezeNetModel imported = ModelImporter.Import(arguments.GetRequiredValue(model), options.Read(arguments));
            PlanRequest request = planning.Request(arguments, imported);
            PlanReport plan = PlanReport.Of(request, null, out ArenaPlan arena);
            PlanOptions.RequireBudget(request, plan);
            string folder = arguments.GetRequiredValue(calibration);
            (QuantizedNetwork network, byte[] blob) = await Terminal.WithProgress(report =>
                Build(imported, arena, folder, report, cancellation));
            OutputFile.Save(target, blob);
            Report(target, blob, network, plan, watch.Elapsed, arguments.GetValue(json));
            return ExitCode.Success;
        });
        return command;
    }

    private static (QuantizedNetwork Network, byte[] Blob) Build(
        SqueezeNetModel model, ArenaPlan plan, string folder, Action<string, int, int> report, CancellationToken cancellation)
    {
        IReadOnlyList<string> files = ImageFile.Find(folder);
        report("reading pictures", 0, files.Count);
        List<RgbImage> images = files
            .Select((file, i) =>
            {
                cancellation.ThrowIfCancellationRequested();
                report("reading pictures", i, files.Count);
                return Resampler.ToNetwork(ImageFile.Read(file), model.Input);
            })
            .ToList();
        QuantizedNetwork network = Quantizer.Quantize(model, images, new Reporter(report), cancellation);
        report("packing", 0, 1);
        BlobMeta meta = new BlobMeta()
            .Add("source", Path.GetFileName(model.Source.Path))
            .Add("source.sha256", model.Source.Sha256)
            .Add("source.format", model.Source.Format)
            .Add("tool", $"sqnet {ToolVersion()}")
            .Add("calibration", $"{images.Count} pictures");
        return (network, BlobWriter.Write(network, plan, meta));
    }

    private static void Report(
        string target, byte[] blob, QuantizedNetwork network, PlanReport plan, TimeSpan time, bool json)
    {
        BlobSummary summary = BlobSummary.Of(Blob.Open(blob));
        foreach (string problem in plan.Problems)
        {
            Terminal.Errors.MarkupLineInterpolated($"[yellow]warning:[/] {problem}");
        }

        if (json)
        {
            Json.Write(new
            {
                Blob = target,
                summary.Bytes,
                summary.ArenaBytes,
                summary.Crc,
                plan.EstimatedMs,
                plan.Board,
                Seconds = Math.Round(time.TotalSeconds, 1),
                Layers = network.Layers.Select(l => new
                {
                    l.Name,
                    l.Scale,
                    l.Zero,
                    SnrDb = Math.Round(l.SignalToNoise, 1),
                }),
            });
            return;
        }

        Table table = Terminal.Table("layer", "zero point", "scale", "signal/noise");
        foreach (LayerReport layer in network.Layers)
        {
            table.AddRow(
                Markup.Escape(layer.Name),
                layer.Zero.ToString(CultureInfo.InvariantCulture),
                layer.Scale.ToString("G4", CultureInfo.InvariantCulture),
                layer.SignalToNoise.ToString("F1", CultureInfo.InvariantCulture) + " dB");
        }

        Terminal.Results.Write(table);
        Terminal.Results.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{target}: {summary.Bytes} bytes of flash, {summary.ArenaBytes} bytes of RAM, about {plan.EstimatedMs:F0} ms on {plan.Board}, crc {summary.Crc} ({time.TotalSeconds:F1} s)"));
    }

    private static string ToolVersion()
    {
        return typeof(BuildCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?
            .InformationalVersion.Split('+')[0] ?? "unknown";
    }

    /// <summary>Hands progress on where it arises.</summary>
    private sealed class Reporter(Action<string, int, int> report) : IProgress<QuantizerProgress>
    {
        public void Report(QuantizerProgress value)
        {
            report($"quantizing {value.Layer}", value.Done, value.Total);
        }
    }
}
