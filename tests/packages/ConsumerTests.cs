using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SqueezeNet.Embedded.Tests.Packages;

/// <summary>A program outside of the checkout that references the packages: samples/Classify.</summary>
[TestClass]
public sealed class ConsumerTests
{
    private readonly TemporaryFolder folder = new();

    private string Project => folder.File("Classify.csproj");

    [TestInitialize]
    public void CopySample()
    {
        string sample = Path.Combine(Repository.Root, "samples", "Classify");
        foreach (string file in Directory.GetFiles(sample).Where(f => Path.GetExtension(f) is ".cs" or ".csproj"))
        {
            File.Copy(file, folder.File(Path.GetFileName(file)));
        }
    }

    [TestCleanup]
    public void RemoveFolder()
    {
        folder.Dispose();
    }

    [TestMethod]
    public void TheSampleBuildsABlobAndClassifies()
    {
        Dotnet("build", Project);
        string program = folder.File(Path.Combine("bin", "Debug", "net10.0", "Classify.dll"));
        string blob = folder.File("cards.sqnt");
        Outcome built = Dotnet(
            "exec", program, "build", Repository.Cards("cards.onnx"), Repository.Cards("labels.txt"),
            Repository.Cards("samples"), blob);
        StringAssert.Contains(built.Output, "packing");
        string image = Directory.GetFiles(Repository.Cards("samples")).Order().First();
        Outcome native = Dotnet("exec", program, blob, image);
        StringAssert.Contains(native.Output, "nothing");

        Dictionary<string, string?> off = new() { ["SQNET_NATIVE"] = "off" };
        Assert.AreEqual(native.Output, Dotnet(off, "exec", program, blob, image).Output);
    }

    [TestMethod]
    public void TheSampleSaysWhatIsWrong()
    {
        Dotnet("build", Project);
        string program = folder.File(Path.Combine("bin", "Debug", "net10.0", "Classify.dll"));
        string noBlob = folder.Write("broken.sqnt", "no blob at all");
        Outcome outcome = Outcome.Of(
            folder.Path, PackedProduct.Environment, "dotnet", "exec", program, noBlob, Repository.Cards("deck.png"));
        Assert.AreEqual(1, outcome.ExitCode, outcome.Errors);
        StringAssert.Contains(outcome.Errors, "broken.sqnt");
        Assert.IsFalse(outcome.Errors.Contains("   at ", StringComparison.Ordinal), outcome.Errors);
    }

    /// <summary>
    /// What a system gets of the two native libraries. In NuGet's graph of systems one with musl is also one with
    /// glibc: it gets our library, which its loader refuses, and then the vector engine.
    /// </summary>
    [TestMethod]
    [DataRow("linux-x64", "libsqnet.so", "libSkiaSharp.so")]
    [DataRow("linux-arm64", "libsqnet.so", "libSkiaSharp.so")]
    [DataRow("win-x64", "libsqnet.dll", "libSkiaSharp.dll")]
    [DataRow("osx-arm64", "", "libSkiaSharp.dylib")]
    [DataRow("linux-musl-x64", "libsqnet.so", "libSkiaSharp.so")]
    public void ASystemGetsItsLibraries(string system, string engine, string decoder)
    {
        string output = folder.File("published");
        Dotnet("publish", Project, "-r", system, "--no-self-contained", "-p:UseAppHost=false", "-o", output);
        string[] files = [.. Directory.GetFiles(output).Select(file => Path.GetFileName(file))];
        string[] engines = [.. files.Where(file => file is "libsqnet.so" or "libsqnet.dll")];
        string[] decoders =
        [
            .. files.Where(f => f.StartsWith("libSkiaSharp.", StringComparison.Ordinal) && !f.EndsWith(".pdb")),
        ];
        CollectionAssert.AreEqual(new[] { engine }.Where(name => name.Length > 0).ToArray(), engines);
        CollectionAssert.AreEqual(new[] { decoder }, decoders);
        if (engine.Length > 0)
        {
            string packed = system.Replace("-musl", string.Empty, StringComparison.Ordinal);
            string made = Path.Combine(Repository.Root, "artifacts", "runtimes", packed, "native", engine);
            CollectionAssert.AreEqual(File.ReadAllBytes(made), File.ReadAllBytes(Path.Combine(output, engine)));
        }
    }

    private Outcome Dotnet(params string[] arguments)
    {
        return Dotnet([], arguments);
    }

    private Outcome Dotnet(Dictionary<string, string?> more, params string[] arguments)
    {
        Dictionary<string, string?> environment = new(PackedProduct.Environment.Concat(more));
        string sources = $"{PackedProduct.Folder}%3B{PackedProduct.LocalPackages()}";
        string[] restore = arguments[0] == "exec" ? [] : ["-v", "q", "-nologo", $"-p:RestoreSources={sources}"];
        return Outcome.Of(folder.Path, environment, "dotnet", [.. arguments, .. restore])
            .Succeeded($"dotnet {string.Join(' ', arguments)}");
    }
}
