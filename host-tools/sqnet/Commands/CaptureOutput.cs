using System.Text.Json;
using Spectre.Console;
using SqueezeNet.Embedded.Cli.Output;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>What sqnet capture says at its end.</summary>
internal static class CaptureOutput
{
    public static void Write(Capture capture, CaptureOptions options)
    {
        if (capture.Folder is not null)
        {
            FolderOutput.Summarize(capture.Folder);
        }

        if (Reason(capture, options) is string reason)
        {
            Terminal.Note(reason);
        }

        if (options.Json)
        {
            Json.Write(new
            {
                options.Into,
                options.Label,
                capture.Files,
                capture.Duplicates,
                capture.Passed,
                capture.Unreadable,
                End = JsonNamingPolicy.SnakeCaseLower.ConvertName(capture.End.ToString()),
                Folder = FolderOutput.ToJson(capture.Folder),
            });
            return;
        }

        string passed = capture.Passed > 0 ? $", {capture.Passed} came too soon" : string.Empty;
        Terminal.Results.WriteLine(
            $"{capture.Files.Count} photos of '{options.Label}' in {options.Into}; {capture.Duplicates} frames looked "
            + $"like the one before{passed}");
    }

    /// <summary>Why there are fewer than were wanted; null if there are not.</summary>
    private static string? Reason(Capture capture, CaptureOptions options)
    {
        return capture.End switch
        {
            CaptureEnd.Interrupted => $"you ended it before there were {options.Count} photos.",
            CaptureEnd.NoMoreFrames => $"the frames ended before there were {options.Count} photos.",
            CaptureEnd.NothingNew =>
                $"nothing new for {options.Patience!.Value.TotalSeconds:0} s: all frames looked like the last photo. "
                + "Change the scene, wait longer with --give-up-seconds, or take them all with --keep-duplicates.",
            CaptureEnd.NodeIsSilent => $"{capture.Problem} There are fewer than {options.Count} photos.",
            _ => null,
        };
    }
}
