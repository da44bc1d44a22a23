using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Spectre.Console;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Inspection;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>sqnet run: classifies pictures.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        Argument<string> blob = Arguments.Blob();
        Argument<string[]> images = new("IMAGE")
        {
            Description = "JPEG, PNG, BMP or PNM pictures.",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<bool> json = Arguments.Json();
        Option<string> backend = Arguments.Backend();
        Option<int> top = Arguments.AtLeast("--top", 1, 5, "How many classes to name.");
        Option<bool> profile = new("--profile") { Description = "Show the time of every stage." };
        Command command = new(
            "run",
            "Classifies pictures. A picture that cannot be read is reported and the others still run; the "
            + "exit code is 3.")
        {
            blob, images, json, backend, top, profile,
        };
        ExamplesHelp.Add(
            command,
            """
            sqnet run cards.sqnt frame.jpg
            sqnet run cards.sqnt *.jpg --json --backend csharp
            sqnet run cards.sqnt frame.jpg --profile
            """);
        command.SetGuardedAction((arguments, cancellation) =>
        {
            byte[] bytes = Arguments.ReadBlob(arguments.GetRequiredValue(blob));
            using Network network = Network.Open(bytes, Arguments.ToBackend(arguments.GetValue(backend)));
            BlobSummary summary = BlobSummary.Of(Blob.Open(bytes, OpenChecks.None));
            List<Answer> answers = [];
            foreach (string image in arguments.GetRequiredValue(images))
            {
                cancellation.ThrowIfCancellationRequested();
                answers.Add(Classify(network, image, arguments.GetValue(top), arguments.GetValue(profile)));
                if (!arguments.GetValue(json))
                {
                    Print(answers[^1], summary);
                }
            }

            if (arguments.GetValue(json))
            {
                Json.Write(answers);
            }

            return Task.FromResult(answers.All(answer => answer.Error is null) ? ExitCode.Success : ExitCode.BadInput);
        });
        return command;
    }

    private static Answer Classify(Network network, string file, int top, bool profile)
    {
        try
        {
            RgbImage picture = ImageFile.Read(file);
            network.Classify(new Frame(picture.Pixels, picture.Width, picture.Height, PixelFormat.Rgb888));
            double[] stages = Enumerable.Range(0, network.Stages)
                .Select(k => Math.Round(network.StageMilliseconds(k), 3))
                .ToArray();
            Choice[] choices = network.Top(top).Select(c => new Choice(c)).ToArray();
            return new Answer(file, choices, Math.Round(stages.Sum(), 2), null, profile ? stages : null);
        }
        catch (Exception e) when (e is ImageFileException or ImageException)
        {
            Terminal.Errors.MarkupLineInterpolated($"[red]error:[/] {e.Message}");
            return new Answer(file, [], 0, e.Message, null);
        }
    }

    private static void Print(Answer answer, BlobSummary summary)
    {
        if (answer.Error is not null)
        {
            return;
        }

        Terminal.Results.MarkupLineInterpolated($"[bold]{answer.Image}[/]");
        foreach (Choice choice in answer.Top)
        {
            Terminal.Results.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {choice.Probability * 100,6:F2} %  {choice.Index,4}  {choice.Label}  (score {choice.Score})"));
        }

        if (answer.StagesMs is double[] stages)
        {
            PrintProfile(stages, summary);
        }
    }

    private static void PrintProfile(double[] milliseconds, BlobSummary summary)
    {
        Table table = Terminal.Table("stage", "ms", "%", "M MAC/s");
        for (int k = 0; k < milliseconds.Length; k++)
        {
            double rate = summary.Stages[k].Macs / 1e3 / Math.Max(milliseconds[k], 0.001);
            table.AddRow(
                Markup.Escape(summary.Stages[k].Name),
                milliseconds[k].ToString("F3", CultureInfo.InvariantCulture),
                (100 * milliseconds[k] / milliseconds.Sum()).ToString("F1", CultureInfo.InvariantCulture),
                rate.ToString("F0", CultureInfo.InvariantCulture));
        }

        Terminal.Results.Write(table);
    }

    /// <summary>What was seen in a picture; the stages' times if they were asked for.</summary>
    private sealed record Answer(string Image, Choice[] Top, double Ms, string? Error, double[]? StagesMs);

    /// <summary>A class; the score is the exact integer, the probability its softmax.</summary>
    private sealed record Choice(int Index, string Label, int Score, float Probability)
    {
        public Choice(Classification c)
            : this(c.Index, c.Label, c.Score, c.Probability)
        {
        }
    }
}
