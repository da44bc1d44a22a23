using System;
using System.IO;
using System.Linq;

namespace SqueezeNet.Embedded.Tests.Docs.Commands;

/// <summary>
/// A folder with what documents call cards.sqnt, cards-packed.sqnt, cards.onnx, frame.jpg and photos, and with models/.
/// </summary>
internal static class CardsFolder
{
    private static readonly Lazy<string> built = new(Build);

    /// <summary>The folder.</summary>
    public static string Path => built.Value;

    /// <summary>Whether a command names files, and all of them are there.</summary>
    public static bool Holds(ShellCommand command)
    {
        string[] inputs = command.Words.Where(IsInputFile).ToArray();
        return inputs.Length > 0 && inputs.All(word => File.Exists(System.IO.Path.Combine(Path, word)));
    }

    private static bool IsInputFile(string word)
    {
        return System.IO.Path.GetExtension(word) is ".sqnt" or ".onnx" or ".jpg" or ".json" or ".net" or ".pth";
    }

    private static string Build()
    {
        string folder = System.IO.Path.Combine(AppContext.BaseDirectory, "cards");
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        Directory.CreateSymbolicLink(System.IO.Path.Combine(folder, "models"), Repository.At("models"));
        File.Copy(Repository.At("models/cards/cards.onnx"), System.IO.Path.Combine(folder, "cards.onnx"));
        File.Copy(Repository.At("models/cards/samples/20_house_1.jpg"), System.IO.Path.Combine(folder, "frame.jpg"));
        Directory.CreateSymbolicLink(System.IO.Path.Combine(folder, "photos"), Repository.At("models/cards/samples"));
        Tool.Run(folder, [
            "build", "models/cards/cards.onnx", "-o", "cards.sqnt",
            "--calibration", "models/cards/calibration", "--labels", "models/cards/labels.txt"]);
        Tool.Run(folder, ["pack", "cards.sqnt", "-o", "cards-packed.sqnt"]);
        return folder;
    }
}
