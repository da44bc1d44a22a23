using System;
using System.CommandLine;
using System.Threading;
using System.Threading.Tasks;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Training.Photos;
using SqueezeNet.Embedded.Simulation;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>sqnet capture: frames become photos of a class.</summary>
internal static class CaptureCommand
{
    public static Command Create()
    {
        Command command = new(
            "capture",
            "Files frames as photos of a class, to train on: DIR/LABEL/LABEL_DATE_NUMBER. Images of a folder are "
            + "copied as they are, raw frames are written without loss as PNG, snapshots of a node as the JPEGs that "
            + "they are. Frames that look like the one filed "
            + "last are left out, and no file is ever replaced.");
        ExamplesHelp.Add(
            command,
            """
            sqnet capture --frames snapshots --label cat -n 50 --into photos
            sqnet capture --broker localhost --node camera --label cat -n 20 --into photos --interval-milliseconds 2000
            ffmpeg -i /dev/video0 -vf scale=320:240 -f rawvideo -pix_fmt rgb24 - |
              sqnet capture --raw 320x240:rgb24 --label cat --into photos --interval-milliseconds 500
            """);
        Func<ParseResult, CaptureOptions> read = CaptureOptions.AddTo(command);
        command.SetGuardedAction((parsed, cancellation) => Run(read(parsed), cancellation));
        return command;
    }

    private static async Task<int> Run(CaptureOptions options, CancellationToken cancellation)
    {
        PhotoFiler.RequireLabel(options.Label);
        using CaptureFrames frames = CaptureFrames.Open(options, cancellation);
        PhotoFiler filer = new(
            options.Into, options.Label, DateOnly.FromDateTime(DateTime.Now), options.KeepDuplicates);
        Capture capture = new(frames, filer, options);
        await ProgressDisplay.Run("capture", progress =>
        {
            capture.Run(progress, cancellation);
            return true;
        });
        CaptureOutput.Write(capture, options);
        return capture.End switch
        {
            CaptureEnd.Interrupted => Interruption.Code,
            CaptureEnd.NothingNew or CaptureEnd.NodeIsSilent => ExitCode.Environment,
            _ => ExitCode.Success,
        };
    }
}
