using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Spectre.Console;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Imaging;

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
        Command command = new(
            "run",
            "Classifies pictures. A picture that cannot be read is reported and the others still run; the "
            + "exit code is 3.")
        {
            blob, images, json, backend, top,
        };
        ExamplesHelp.Add(
            command,
            """
            sqnet run cards.sqnt frame.jpg
            sqnet run cards.sqnt *.jpg --json --backend csharp
            """);
        command.SetGuardedAction((arguments, cancellation) =>
        {
            using Network network = Network.Open(
                Arguments.ReadBlob(arguments.GetRequiredValue(blob)), Arguments.ToBackend(arguments.GetValue(backend)));
            List<Answer> answers = [];
            foreach (string image in arguments.GetRequiredValue(images))
            {
                cancellation.ThrowIfCancellationRequested();
                answers.Add(Classify(network, image, arguments.GetValue(top)));
                if (!arguments.GetValue(json))
                {
                    Print(answers[^1]);
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

    private static Answer Classify(Network network, string file, int top)
    {
        try
        {
            RgbImage picture = ImageFile.Read(file);
            network.Classify(new Frame(picture.Pixels, picture.Width, picture.Height, PixelFormat.Rgb888));
            double milliseconds = Enumerable.Range(0, network.Stages).Sum(network.StageMilliseconds);
            return new Answer(file, network.Top(top).Select(c => new Choice(c)).ToArray(), Math.Round(milliseconds, 2), null);
        }
        catch (Exception e) when (e is ImageFileException or ImageException)
        {
            Terminal.Errors.MarkupLineInterpolated($"[red]error:[/] {e.Message}");
            return new Answer(file, [], 0, e.Message);
        }
    }

    private static void Print(Answer answer)
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
    }

    /// <summary>What was seen in a picture.</summary>
    private sealed record Answer(string Image, Choice[] Top, double Ms, string? Error);

    /// <summary>A class; the score is the exact integer, the probability its softmax.</summary>
    private sealed record Choice(int Index, string Label, int Score, float Probability)
    {
        public Choice(Classification c)
            : this(c.Index, c.Label, c.Score, c.Probability)
        {
        }
    }
}
