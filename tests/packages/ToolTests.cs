using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Tests.Shared.Broker;

namespace SqueezeNet.Embedded.Tests.Packages;

/// <summary>The packed tool in a clean place, in a current folder that nobody can write to.</summary>
[TestClass]
public sealed partial class ToolTests
{
    private const string NowhereToWrite = "/proc";

    /// <summary>What each of the commands below is an example of.</summary>
    private static readonly string[] covered =
    [
        "bench", "boards", "build", "capture", "completion", "doctor", "eval", "flash", "inspect", "monitor", "pack",
        "plan", "pull", "run", "sample", "simulate", "train", "verify", "view",
    ];

    private readonly TemporaryFolder folder = new();

    private string Blob => folder.File("cards.sqnt");

    [TestCleanup]
    public void RemoveFolder()
    {
        folder.Dispose();
    }

    [TestMethod]
    public void EveryCommandHasHelpAndATestHere()
    {
        string[] commands = Commands();
        Assert.IsGreaterThan(8, commands.Length);
        Assert.IsEmpty(commands.Except(covered).ToList(), "commands that nothing here runs");
        foreach (string command in commands)
        {
            StringAssert.Contains(Sqnet(command, "--help").Output, "Examples:");
        }

        StringAssert.Matches(Sqnet("--version").Output.Trim(), Version());
    }

    [TestMethod]
    public void EveryCommandWorks()
    {
        AllOf(new Dictionary<string, string?>());
        Outcome verify = Sqnet("verify", Blob);
        StringAssert.Contains(verify.Output, "native engine");
        Assert.IsFalse(verify.Errors.Contains("not installed", StringComparison.Ordinal), verify.Errors);
    }

    [TestMethod]
    public void EveryCommandWorksWithoutTheNativeEngine()
    {
        Dictionary<string, string?> off = new() { ["SQNET_NATIVE"] = "off" };
        AllOf(off);
        Assert.IsFalse(
            Run(off, "verify", Blob).Output.Contains("native engine", StringComparison.Ordinal), "it was there");
    }

    [TestMethod]
    [DataRow("doctor", 1)]
    [DataRow("monitor", 4)]
    public void CommandsForABoardSaySoWhereThereIsNone(string command, int exitCode)
    {
        string[] arguments = [command, "--port", "/dev/ttyACM99"];
        Outcome outcome = Outcome.Of(NowhereToWrite, PackedProduct.Environment, PackedProduct.Tool, arguments);

        Assert.AreEqual(exitCode, outcome.ExitCode, outcome.Output + outcome.Errors);
        StringAssert.Contains(outcome.Output + outcome.Errors, "There is no port /dev/ttyACM99");
    }

    /// <summary>The library is what a system cannot load: taken away, or of another C library.</summary>
    [TestMethod]
    [DataRow(null, DisplayName = "no file")]
    [DataRow("not a library", DisplayName = "a file that no loader takes")]
    public void AnotherEngineServesWhereTheLibraryCannotBeLoaded(string? content)
    {
        string copy = folder.File("tool");
        Copy(Directory.GetDirectories(PackedStore(), "any", SearchOption.AllDirectories).Single(), copy);
        string library = Path.Combine(copy, "runtimes", "linux-x64", "native", "libsqnet.so");
        string[] run = ["exec", Path.Combine(copy, "sqnet.dll"), "verify", Built()];
        StringAssert.Contains(Dotnet(run).Output, "native engine");
        File.Delete(library);
        if (content is not null)
        {
            File.WriteAllText(library, content);
        }

        Outcome without = Dotnet(run);
        Assert.IsFalse(without.Output.Contains("native engine", StringComparison.Ordinal), without.Output);
        StringAssert.Contains(without.Output, "ok      2 golden vectors, vector engine");
    }

    /// <summary>Figures have points and no language, whatever the computer speaks, with ICU or without.</summary>
    [TestMethod]
    public void AGermanComputerGetsTheSameOutput()
    {
        Built();
        Dictionary<string, string?> german = new()
        {
            ["LANG"] = "de_DE.UTF-8",
            ["LC_ALL"] = "de_DE.UTF-8",
            ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "0",
        };
        string[][] commands =
        [
            ["inspect", Blob, "--json"], ["inspect", Blob], ["plan", Blob], ["plan", Blob, "--json"], ["verify", Blob],
            ["build", "--help"],
        ];
        foreach (string[] command in commands)
        {
            Assert.AreEqual(Sqnet(command).Output, Run(german, command).Output, string.Join(' ', command));
        }

        string image = Directory.GetFiles(Repository.Cards("samples")).First();
        StringAssert.Matches(Run(german, "run", Blob, image).Output, Decimal());
    }

    /// <summary>A file server on this computer has what the tool was told to expect, or something else.</summary>
    [TestMethod]
    public void PullTakesThePinnedFileOnly()
    {
        byte[] other = "<html>"u8.ToArray();
        using LocalServer wrong = new(_ => new ServerReply(200, other));
        Outcome refused = Outcome.Of(NowhereToWrite, PackedProduct.Environment, PackedProduct.Tool, Pull(wrong));
        Assert.AreEqual(3, refused.ExitCode, refused.Errors);
        byte[] file = File.ReadAllBytes(
            Repository.Shared(Path.Combine("models", "squeezenet_v1.0_deep_compression.net")));
        using LocalServer right = new(request => ServerReply.File(request, file));
        Sqnet(Pull(right));
        CollectionAssert.AreEqual(file, File.ReadAllBytes(folder.File("compressed_SqueezeNet.net")));
    }

    private string[] Pull(LocalServer server)
    {
        return
        [
            "pull", "squeezenet1.0", "--url", server.Address.ToString(), "--to", folder.Path, "--cache",
            folder.File("cache"),
        ];
    }

    private void AllOf(Dictionary<string, string?> environment)
    {
        string samples = Repository.Cards("samples");
        string image = Directory.GetFiles(samples).Order().First();
        Built(environment);
        Run(environment, "inspect", Blob);
        Run(environment, "plan", Blob, "--ram", "64K");
        Run(environment, "verify", Blob);
        Run(environment, "pack", Blob, "-o", folder.File("packed.sqnt"));
        Run(environment, "verify", folder.File("packed.sqnt"));
        StringAssert.Contains(Run(environment, "run", Blob, image, "--json").Output, "nothing");
        Run(environment, "bench", Blob, "--runs", "2");
        Run(environment, "eval", Blob, "--images", samples, "--against", Repository.Cards("cards.onnx"));
        StringAssert.Contains(Run(environment, "boards").Output, "xiao-esp32s3-sense");
        StringAssert.Contains(Run(environment, "completion", "bash").Output, "complete");
        Outcome flash = Outcome.Of(
            NowhereToWrite,
            new Dictionary<string, string?>(PackedProduct.Environment.Concat(environment)),
            PackedProduct.Tool,
            ["flash", "--board", "esp32-s3-eye", "--model", Blob, "--dry-run"]);
        Assert.AreEqual(1, flash.ExitCode, flash.Errors);
        StringAssert.Contains(flash.Errors, "give --firmware DIR");
        Run(environment, "sample", folder.File("sample"));
        Run(environment, "capture", "--frames", samples, "--label", "card", "-n", "3", "--into", folder.File("photos"));
        Run(
            environment, "train", Classes("heart", "star", "house"), "--from", Repository.Cards("cards.onnx"), "-o",
            folder.File("mine.sqnt"), "--report", folder.File("mine.html"), "--no-cache");
        Run(environment, "verify", folder.File("mine.sqnt"));

        using MosquittoBroker broker = MosquittoBroker.Open();
        Outcome simulated = Run(
            environment, "simulate", "--blob", Blob, "--frames", samples, "--broker-host", "127.0.0.1", "--broker-port",
            $"{broker.Port}", "--interval-milliseconds", "0", "--rule", "every-frame", "--json");
        // One for each frame, then what it comes to.
        Assert.HasCount(64, simulated.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        StringAssert.Contains(Run(environment, "view", "--broker", $"127.0.0.1:{broker.Port}").Output, "offline");
    }

    /// <summary>A folder for each class, of all there is of it.</summary>
    private string Classes(params string[] labels)
    {
        foreach (string label in labels)
        {
            foreach (string part in new[] { "calibration", "samples" })
            {
                foreach (string file in Directory.GetFiles(Repository.Cards(part), $"??_{label}_?.jpg"))
                {
                    folder.Write($"classes/{label}/{part}_{Path.GetFileName(file)}", File.ReadAllBytes(file));
                }
            }
        }

        return folder.File("classes");
    }

    private string Built(Dictionary<string, string?>? environment = null)
    {
        string[] images = Directory.GetFiles(Repository.Cards("calibration"));
        foreach (string file in images.Where((_, i) => i % 8 == 0))
        {
            folder.Write(Path.Combine("calibration", Path.GetFileName(file)), File.ReadAllBytes(file));
        }

        Run(
            environment ?? [], "build", Repository.Cards("cards.onnx"), "-o", Blob, "--calibration",
            folder.File("calibration"), "--labels", Repository.Cards("labels.txt"));
        return Blob;
    }

    private static string[] Commands()
    {
        string[] lines = Sqnet("--help").Output.Split('\n');
        return
        [
            .. lines.SkipWhile(line => !line.StartsWith("Commands:", StringComparison.Ordinal)).Skip(1)
                .TakeWhile(line => line.Trim().Length > 0)
                .Select(line => Command().Match(line)).Where(match => match.Success)
                .Select(match => match.Groups[1].Value),
        ];
    }

    private static Outcome Sqnet(params string[] arguments)
    {
        return Run([], arguments);
    }

    private static Outcome Run(Dictionary<string, string?> more, params string[] arguments)
    {
        Dictionary<string, string?> environment = new(PackedProduct.Environment.Concat(more));
        return Outcome.Of(NowhereToWrite, environment, PackedProduct.Tool, arguments)
            .Succeeded($"sqnet {string.Join(' ', arguments)}");
    }

    private static Outcome Dotnet(params string[] arguments)
    {
        return Outcome.Of(NowhereToWrite, PackedProduct.Environment, "dotnet", arguments).Succeeded("sqnet verify");
    }

    private static string PackedStore()
    {
        return Path.Combine(Path.GetDirectoryName(PackedProduct.Tool)!, ".store");
    }

    private static void Copy(string from, string to)
    {
        foreach (string file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    [GeneratedRegex(@"^  ([a-z]+)\b")]
    private static partial Regex Command();

    [GeneratedRegex(@"^\d+\.\d+\.\d+(-[\w.]+)?(\+[0-9a-f]{40})?$")]
    private static partial Regex Version();

    [GeneratedRegex(@"\d\.\d")]
    private static partial Regex Decimal();
}
