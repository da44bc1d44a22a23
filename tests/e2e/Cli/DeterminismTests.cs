using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SqueezeNet.Embedded.Tests.EndToEnd.Cli;

/// <summary>A blob's bytes depend on model, pictures and options, not on the processor that made it.</summary>
[TestClass]
public sealed class DeterminismTests
{
    [TestMethod]
    public void EveryProcessorMakesTheSameBlob()
    {
        string folder = Directory.CreateTempSubdirectory("sqnet-e2e-").FullName;
        try
        {
            string pictures = Directory.CreateDirectory(Path.Combine(folder, "pictures")).FullName;
            foreach (string file in Directory.GetFiles(Repository.Cards("samples"), "*.jpg").Order().Where((_, i) => i % 32 == 1))
            {
                File.Copy(file, Path.Combine(pictures, Path.GetFileName(file)));
            }

            byte[] expected = Build(folder, pictures, []);
            foreach (string[] limits in new string[][]
                {
                    ["DOTNET_EnableAVX512=0", "DOTNET_EnableAVX512F=0"], ["DOTNET_EnableAVX2=0"], ["DOTNET_EnableHWIntrinsic=0"], ["DOTNET_PROCESSOR_COUNT=1"],
                })
            {
                CollectionAssert.AreEqual(expected, Build(folder, pictures, limits), string.Join(' ', limits));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static byte[] Build(string folder, string pictures, IEnumerable<string> environment)
    {
        string blob = Path.Combine(folder, "x.sqnt");
        Sqnet built = Sqnet.With(
            environment, "build", Repository.Cards("cards.onnx"), "-o", blob, "--calibration", pictures);
        Assert.AreEqual(0, built.ExitCode, built.Errors);
        return File.ReadAllBytes(blob);
    }
}
