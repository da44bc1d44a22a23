using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Spectre.Console;
using SqueezeNet.Embedded.Cli.Output;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>What sqnet sample has written, on the terminal and as JSON.</summary>
internal static class SampleOutput
{
    public static void Write(string folder, IReadOnlyList<string> written, long bytes, bool json)
    {
        int there = SampleFiles.Names.Count - written.Count;
        if (json)
        {
            Json.Write(new
            {
                Folder = folder,
                Model = Path.Combine(folder, "cards.onnx"),
                Labels = Path.Combine(folder, "labels.txt"),
                Calibration = Path.Combine(folder, "calibration"),
                Samples = Path.Combine(folder, "samples"),
                Written = written.Count,
                Bytes = bytes,
                Unchanged = there,
            });
            return;
        }

        IAnsiConsole console = Terminal.Results;
        Line(console, folder, "cards.onnx", "the trained model, 21 classes, 96x96");
        Line(console, folder, "labels.txt", "their names");
        Line(console, folder, "calibration", $"{Count("calibration/")} images to calibrate on");
        Line(console, folder, "samples", $"{Count("samples/")} others, whose names begin with their class");
        string rest = there > 0 ? $", {there} were there already" : string.Empty;
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{written.Count} files written, {bytes} bytes{rest}"));
    }

    private static void Line(IAnsiConsole console, string folder, string name, string what)
    {
        console.WriteLine($"{Path.Combine(folder, name)}: {what}");
    }

    private static int Count(string start)
    {
        return SampleFiles.Names.Count(name => name.StartsWith(start, System.StringComparison.Ordinal));
    }
}
