using Spectre.Console;
using SqueezeNet.Embedded.Cli.Output;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>What sqnet capture says at its end.</summary>
internal static class CaptureOutput
{
    public static void Write(Capture capture, CaptureOptions options, bool isInterrupted)
    {
        if (capture.Folder is not null)
        {
            FolderOutput.Summarize(capture.Folder);
        }

        if (capture.Files.Count < options.Count)
        {
            Terminal.Note(
                $"{(isInterrupted ? "you ended it" : "the frames ended")} before there were {options.Count} photos.");
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
                Folder = FolderOutput.ToJson(capture.Folder),
            });
            return;
        }

        string passed = capture.Passed > 0 ? $", {capture.Passed} came too soon" : string.Empty;
        Terminal.Results.WriteLine(
            $"{capture.Files.Count} photos of '{options.Label}' in {options.Into}; {capture.Duplicates} frames looked "
            + $"like the one before{passed}");
    }
}
