using System;
using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Evaluation;
using SqueezeNet.Embedded.Host.Import;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>sqnet eval: accuracy on a folder of pictures.</summary>
internal static class EvalCommand
{
    public static Command Create()
    {
        Argument<string> blob = Arguments.Blob();
        Option<string> images = new("--images")
        {
            Description = "Folder of pictures. The class is the number a file name begins with, or its sub-folder's name.",
            Required = true,
        };
        Option<string?> against = new("--against") { Description = "The fp32 model the blob was made from, to compare with." };
        Option<bool> confusion = new("--confusion") { Description = "Show which classes are taken for which." };
        Option<bool> json = Arguments.Json();
        Option<string> backend = Arguments.Backend();
        Command command = new(
            "eval",
            "Measures a blob's accuracy on a folder of pictures, beside that of the fp32 model.")
        {
            blob, images, against, confusion, json, backend,
        };
        ModelOptions model = new(command);
        ExamplesHelp.Add(
            command,
            """
            sqnet eval cards.sqnt --images photos --against cards.onnx
            sqnet eval v11.sqnt --images imagenet-val --against squeezenet1_1.onnx --json
            """);
        command.SetGuardedAction(async (arguments, cancellation) =>
        {
            byte[] bytes = Arguments.ReadBlob(arguments.GetRequiredValue(blob));
            string? path = arguments.GetValue(against);
            SqueezeNetModel? reference = path is null ? null : ModelImporter.Import(path, model.Read(arguments));
            using Evaluator evaluator = Open(bytes, reference, Arguments.ToBackend(arguments.GetValue(backend)));
            string folder = arguments.GetRequiredValue(images);
            EvaluationResult result = await Terminal.WithProgress(report =>
                evaluator.Run(folder, new Reporter(report), cancellation));
            if (arguments.GetValue(json))
            {
                WriteJson(result, arguments.GetValue(confusion));
            }
            else
            {
                Print(result);
                PrintConfusion(result, Blob.Open(bytes), arguments.GetValue(confusion));
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static Evaluator Open(byte[] blob, SqueezeNetModel? model, Backend backend)
    {
        try
        {
            return new Evaluator(blob, model, backend);
        }
        catch (ArgumentException e)
        {
            throw new CommandException(ExitCode.BadInput, e.Message);
        }
    }

    private static void WriteJson(EvaluationResult result, bool confusion)
    {
        Json.Write(new
        {
            result.Images,
            result.Top1,
            result.Top5,
            Fp32_top1 = result.Fp32Top1,
            Fp32_top5 = result.Fp32Top5,
            result.Agreement,
            KlDivergence = result.Divergence,
            Confusion = confusion ? result.Confusion : null,
        });
    }

    private static void Print(EvaluationResult result)
    {
        Table table = Terminal.Table($"{result.Images} pictures", "top-1", "top-5");
        table.AddRow("int8", Percent(result.Top1), Percent(result.Top5));
        if (result.Agreement is double agreement)
        {
            table.AddRow("fp32", Percent(result.Fp32Top1), Percent(result.Fp32Top5));
            table.AddRow("agreement", Percent(agreement), string.Empty);
            table.AddRow("KL divergence", string.Create(CultureInfo.InvariantCulture, $"{result.Divergence:F4}"), string.Empty);
        }

        Terminal.Results.Write(table);
    }

    private static void PrintConfusion(EvaluationResult result, Blob blob, bool wanted)
    {
        for (int right = 0; wanted && right < result.Confusion.Length; right++)
        {
            for (int named = 0; named < result.Confusion.Length; named++)
            {
                if (named != right && result.Confusion[right][named] > 0)
                {
                    Terminal.Results.WriteLine(
                        $"{result.Confusion[right][named],5} x  {blob.Label(right)} taken for {blob.Label(named)}");
                }
            }
        }
    }

    private static string Percent(double? value)
    {
        return string.Create(CultureInfo.InvariantCulture, $"{value:F1} %");
    }

    /// <summary>Hands counts on where they arise; the order of arrival does not matter to a bar.</summary>
    private sealed class Reporter(Action<string, int, int> report) : IProgress<(int Done, int Total)>
    {
        public void Report((int Done, int Total) value)
        {
            report("pictures", value.Done, value.Total);
        }
    }
}
