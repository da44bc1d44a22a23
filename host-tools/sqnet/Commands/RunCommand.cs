using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Threading;
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
            "Classifies images. An image that cannot be read is reported and the others still run; the "
            + "exit code is 3.");
        ExamplesHelp.Add(
            command,
            """
            sqnet run cards.sqnt frame.jpg
            sqnet run cards.sqnt *.jpg --json --backend csharp
            sqnet run cards.sqnt frame.jpg --profile
            """);
        Func<ParseResult, RunOptions> read = RunOptions.AddTo(command);
        command.SetGuardedAction((parsed, cancellation) => Run(read(parsed), cancellation));
        return command;
    }

    public static int Run(RunOptions options, CancellationToken cancellation)
    {
        using Network network = Arguments.OpenBlob(options.Blob, bytes => Network.Open(bytes, options.Backend));
        BlobSummary summary =
            Arguments.OpenBlob(options.Blob, bytes => BlobSummary.Of(Blob.Open(bytes, OpenChecks.None)));
        List<ClassifiedImage> images = [];
        foreach (string file in options.Images)
        {
            cancellation.ThrowIfCancellationRequested();
            images.Add(Classify(network, file, options));
            if (!options.Json)
            {
                RunOutput.Print(images[^1], summary);
            }
        }

        if (options.Json)
        {
            Json.Write(images);
        }

        return images.All(image => image.Error is null) ? ExitCode.Success : ExitCode.BadInput;
    }

    private static ClassifiedImage Classify(Network network, string file, RunOptions options)
    {
        try
        {
            RgbImage image = ImageFile.Read(file, options.Reading);
            network.Classify(new Frame(image.Pixels, image.Width, image.Height, PixelFormat.Rgb888));
            double[] stages = Enumerable.Range(0, network.Stages)
                .Select(k => Math.Round(network.StageMilliseconds(k), 3))
                .ToArray();
            ClassChoice[] top = network.Top(options.Top).Select(c => new ClassChoice(c)).ToArray();
            return new ClassifiedImage(file, top, Math.Round(stages.Sum(), 2), null, options.Profile ? stages : null);
        }
        catch (Exception e) when (e is ImageFileException or ImageException)
        {
            Terminal.Errors.MarkupLineInterpolated($"[red]error:[/] {e.Message}");
            return new ClassifiedImage(file, [], 0, e.Message, null);
        }
    }
}
