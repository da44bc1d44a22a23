using System;
using System.Threading;
using SqueezeNet.Embedded.Flashing.Images;
using SqueezeNet.Embedded.Flashing.Steps;
using SqueezeNet.Embedded.Host.Building;
using SqueezeNet.Embedded.Host.Planning;
using SqueezeNet.Embedded.Tests.Flashing.Images;

namespace SqueezeNet.Embedded.Tests.Flashing.Steps;

/// <summary>The card model with a made-up firmware for a known board.</summary>
internal static class TestJob
{
    private static readonly Lazy<byte[]> cards = new(Build, LazyThreadSafetyMode.ExecutionAndPublication);

    /// <summary>The card model's blob.</summary>
    public static byte[] Cards => cards.Value;

    /// <summary>All that a board can get.</summary>
    public static FlashJob All(TemporaryFolder folder, string board = "xiao-esp32s3-sense", string version = "0.1.0")
    {
        Board profile = Boards.Load(board);
        string variant = profile.PsramMode == "octal" ? "octal" : "quad";
        string path = folder.File($"{variant}-{version}");
        return new FlashJob
        {
            Board = profile,
            Firmware = Firmware.Open(TestFirmware.Write(path, variant, (int)(profile.FlashBytes >> 20), version)),
            Application = ApplicationImage.Read(TestFirmware.Application()),
            Model = ModelImage.Read(Cards),
        };
    }

    private static byte[] Build()
    {
        using TemporaryFolder folder = new();
        BuiltModel model = ModelBuilder.Open(Repository.Cards("cards.onnx")).Build(Repository.Cards("calibration"));
        string blob = folder.File("cards.sqnt");
        model.Save(blob);
        return System.IO.File.ReadAllBytes(blob);
    }
}
