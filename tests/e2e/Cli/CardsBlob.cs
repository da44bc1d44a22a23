using System;
using System.IO;

namespace SqueezeNet.Embedded.Tests.EndToEnd.Cli;

/// <summary>The default model, built once by the tool for all tests.</summary>
internal static class CardsBlob
{
    private static readonly Lazy<string> built = new(Build);

    /// <summary>Path of the blob.</summary>
    public static string Path => built.Value;

    private static string Build()
    {
        string blob = System.IO.Path.Combine(AppContext.BaseDirectory, "cards.sqnt");
        File.Delete(blob);
        Sqnet.Succeed(
            "build", Repository.Cards("cards.onnx"), "-o", blob,
            "--calibration", Repository.Cards("calibration"), "--labels", Repository.Cards("labels.txt"));
        return blob;
    }
}
