using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SqueezeNet.Embedded.Tests.EndToEnd.Cli;

/// <summary>A blob's bytes depend on model, images and options, not on the processor that made it.</summary>
[TestClass]
public sealed class DeterminismTests
{
    [TestMethod]
    public void EveryProcessorMakesTheSameBlob()
    {
        using TemporaryFolder folder = new();
        string images = Directory.CreateDirectory(folder.File("images")).FullName;
        foreach (string file in Directory.GetFiles(Repository.Cards("samples"), "*.jpg").Order()
            .Where((_, i) => i % 32 == 1))
        {
            File.Copy(file, Path.Combine(images, Path.GetFileName(file)));
        }

        byte[] expected = Build(folder.File("x.sqnt"), images, []);
        foreach (string[] limits in new string[][]
            {
                ["DOTNET_EnableAVX512=0", "DOTNET_EnableAVX512F=0"], ["DOTNET_EnableAVX2=0"],
                ["DOTNET_EnableHWIntrinsic=0"], ["DOTNET_PROCESSOR_COUNT=1"],
            })
        {
            CollectionAssert.AreEqual(expected, Build(folder.File("x.sqnt"), images, limits), string.Join(' ', limits));
        }
    }

    private static byte[] Build(string blob, string images, IEnumerable<string> environment)
    {
        Sqnet built = Sqnet.With(
            environment, "build", Repository.Cards("cards.onnx"), "-o", blob, "--calibration", images);
        Assert.AreEqual(0, built.ExitCode, built.Errors);
        return File.ReadAllBytes(blob);
    }
}
