using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Spectre.Console;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Inspection;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>sqnet run: classifies images.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        Command command = new(
            "run",
            "Classifies images, and those of folders. An image that cannot be read is reported and the others still "
            + "run; the exit code is 3 if it was named itself.");
        ExamplesHelp.Add(
            command,
            """
            sqnet run cards.sqnt frame.jpg
            sqnet run cards.sqnt *.jpg --json --backend csharp
            sqnet run cards.sqnt photos --json
            sqnet run cards.sqnt frame.jpg --profile
            sqnet run cards.sqnt frame.jpg --rotate 90 --crop 100,200,500
            """);
        Func<ParseResult, RunOptions> read = RunOptions.AddTo(command);
        command.SetGuardedAction((parsed, cancellation) => Run(read(parsed), cancellation));
        return command;
    }

    public static async Task<int> Run(RunOptions options, CancellationToken cancellation)
    {
        RunImages given = RunImages.Find(options.Images);
        using Network network = Arguments.OpenBlob(options.Blob, bytes => Network.Open(bytes, options.Backend));
        BlobSummary summary =
            Arguments.OpenBlob(options.Blob, bytes => BlobSummary.Of(Blob.Open(bytes, OpenChecks.None)));
        List<ClassifiedImage> images = [];
        bool isMissing = false;
        void ClassifyAll(IProgress<(int Done, int Total)>? progress)
        {
            foreach (string file in given.Files)
            {
                cancellation.ThrowIfCancellationRequested();
                images.Add(Classify(network, file, options, given));
                isMissing |= images[^1].Error is not null && !given.Skips(file);
                progress?.Report((images.Count, given.Files.Count));
                if (!options.Json)
                {
                    RunOutput.Print(images[^1], summary);
                }
            }
        }

        await Show(options, ClassifyAll);
        if (options.Json)
        {
            Json.Write(images);
        }

        given.Summarize();
        return isMissing ? ExitCode.BadInput : ExitCode.Success;
    }

    /// <summary>With progress, unless the results scroll by on a terminal, which show it themselves.</summary>
    private static async Task Show(RunOptions options, Action<IProgress<(int Done, int Total)>?> work)
    {
        if (!options.Json && !Console.IsOutputRedirected)
        {
            work(null);
            return;
        }

        await ProgressDisplay.Run("run", progress =>
        {
            work(new CountReporter(progress, "images"));
            return true;
        });
    }

    private static ClassifiedImage Classify(Network network, string file, RunOptions options, RunImages given)
    {
        try
        {
            RgbImage image = ImageFile.Read(file, options.Reading);
            network.Classify(
                new Frame(image.Pixels, image.Width, image.Height, PixelFormat.Rgb888), options.View);
            double[] stages = Enumerable.Range(0, network.Stages)
                .Select(k => Math.Round(network.StageMilliseconds(k), 3))
                .ToArray();
            ClassChoice[] top = network.Top(options.Top).Select(c => new ClassChoice(c)).ToArray();
            return new ClassifiedImage(file, top, Math.Round(stages.Sum(), 2), null, options.Profile ? stages : null);
        }
        catch (ImageFileException e) when (!options.Reading.IsStrict && given.TrySkip(e))
        {
            return new ClassifiedImage(file, [], 0, e.Message, null);
        }
        catch (Exception e) when (e is ImageFileException or ImageException && !options.Reading.IsStrict)
        {
            Terminal.Errors.MarkupLineInterpolated($"[red]error:[/] {e.Message}");
            return new ClassifiedImage(file, [], 0, e.Message, null);
        }
    }
}
