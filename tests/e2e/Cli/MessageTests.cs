using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SqueezeNet.Embedded.Tests.EndToEnd.Cli;

/// <summary>What wrong command lines get to hear, word for word: tests/e2e/Cli/Expected/messages.txt.</summary>
[TestClass]
public sealed class MessageTests
{
    /// <summary>In a folder that <see cref="Fill"/> makes; one a line.</summary>
    private const string CommandLines =
        """
        biuld m.onnx -o x.sqnt
        frobnicate
        build --calibratoin photos m.onnx -o x.sqnt
        run good.sqnt --profil photos/0.jpg
        verify good.sqnt --quiet
        build m.onnx
        build m.onnx -o m.onnx --calibration photos
        build m.onnx -o ./m.onnx --calibration photos
        build m.onnx -o link.onnx --calibration photos
        build m.onnx -o hard.onnx --calibration photos
        build m.onnx -o x.sqnt --calibration photos --report m.onnx
        build m.onnx -o x.sqnt --calibration photos --report x.sqnt
        build m.onnx -o photos/0.jpg --calibration photos
        build m.onnx -o labels.txt --calibration photos --labels labels.txt
        build m.onnx -o classes.tsv --calibration photos --images photos --classes-from classes.tsv
        build m.onnx -o m.json --calibration photos
        build photos -o x.sqnt --calibration photos
        build m.onnx -o x.sqnt --calibration m.onnx
        build m.onnx -o x.sqnt --calibration nowhere
        build m.onnx -o x.sqnt --calibration empty
        build m.onnx -o photos --calibration photos
        build m.onnx -o x/ --calibration photos
        build m.onnx -o x.sqnt --calibration photos --size 96.5
        run good.sqnt photos/0.jpg --top abc
        build m.onnx -o m.onnx/x.sqnt --calibration photos
        build m.onnx -o read-only.sqnt --calibration photos
        build m.onnx -o /dev/null --calibration photos
        build nowhere.onnx -o x.sqnt --calibration photos
        build empty.sqnt -o x.sqnt --calibration photos
        build m.onnx -o x.sqnt --calibration photos --labels nowhere.txt
        build m.onnx -o x.sqnt --calibration photos --labels photos
        build m.onnx -o x.sqnt --calibration photos --mean 1;2;3
        build m.onnx -o x.sqnt --calibration photos --packed --max-drop 1,0
        build m.onnx -o x.sqnt --calibration photos --ram 4K
        build m.onnx -o x.sqnt --calibration photos --board toaster
        build m.onnx -o x.sqnt --calibration photos --board toaster.json
        pack good.sqnt -o good.sqnt
        pack good.sqnt -o link.sqnt
        pack short.sqnt -o x.sqnt
        pack good.sqnt -o ''
        run good.sqnt ''
        plan good.sqnt -o good.sqnt --ram 64K
        plan m.onnx -o x.sqnt --ram 64K
        inspect photos
        inspect nowhere.sqnt
        inspect empty.sqnt
        inspect short.sqnt
        inspect labels.txt
        bench short.sqnt
        bench good.sqnt --threads 99 --isa portable
        run short.sqnt photos/0.jpg
        run good.sqnt nowhere.jpg
        run good.sqnt labels.txt
        eval short.sqnt --images photos
        eval good.sqnt --images photos --against short.sqnt
        eval good.sqnt --images nowhere
        simulate --blob nowhere.sqnt --frames photos
        simulate --blob photos --frames photos
        simulate --blob empty.sqnt --frames photos
        simulate --blob short.sqnt --frames photos
        simulate --blob good.sqnt --frames nowhere
        simulate --blob good.sqnt --frames empty
        simulate --blob good.sqnt
        simulate --blob good.sqnt --raw 0x3
        simulate --blob good.sqnt --raw 9x9:yuv
        simulate --blob good.sqnt --frames photos --config nowhere.json
        simulate --blob good.sqnt --frames photos --config labels.txt
        simulate --blob good.sqnt --frames photos --min-probability 0,5
        simulate --blob good.sqnt --frames photos --broker-host mqtt://example.org:1884
        simulate --blob good.sqnt --frames photos --broker mqtt://example.org
        simulate --blob good.sqnt --frames photos --store m.onnx
        pull squeezenet9
        pull squeezenet1.1 --to m.onnx
        pull squeezenet1.1 --to pulled --url ftp://example.org/
        completion csh
        """;

    private readonly TemporaryFolder folder = new();

    [TestCleanup]
    public void RemoveFolder()
    {
        File.SetAttributes(folder.File("read-only.sqnt"), FileAttributes.Normal);
        folder.Dispose();
    }

    [TestMethod]
    public void EveryWrongCommandLineIsToldWhy()
    {
        Fill();
        byte[] model = File.ReadAllBytes(folder.File("m.onnx"));
        string[] before = Entries();
        StringBuilder all = new();
        foreach (string line in CommandLines.Split('\n'))
        {
            Sqnet result = InProcess.RunIn(
                folder.Path, [.. line.Split(' ').Select(word => word == "''" ? string.Empty : word)]);
            Assert.AreEqual(string.Empty, result.Output, line);
            Assert.AreNotEqual(0, result.ExitCode, line);
            bool isOdd = Regex.IsMatch(result.Errors, @"[?!]\.|[a-z]\.\.(\s|$)|\.\s+\.|   at ");
            Assert.IsFalse(isOdd, $"{line}: {result.Errors}");
            all.Append($"$ sqnet {line}\n{result.Errors}=> {result.ExitCode}\n\n");
        }

        CollectionAssert.AreEqual(before, Entries(), "nothing is made, and nothing lost");
        CollectionAssert.AreEqual(model, File.ReadAllBytes(folder.File("m.onnx")));
        Expected.Check("messages", all.ToString(), folder.Path);
    }

    /// <summary>The same failures for programs.</summary>
    [TestMethod]
    [DataRow(2, "usage", "good.sqnt", "pack good.sqnt -o good.sqnt --json")]
    [DataRow(2, "usage", null, "frobnicate --json")]
    [DataRow(2, "usage", null, "build m.onnx --json")]
    [DataRow(3, "input", "short.sqnt", "inspect short.sqnt --json")]
    [DataRow(3, "input", "nowhere.sqnt", "verify nowhere.sqnt --json")]
    [DataRow(3, "input", "nowhere.onnx", "plan nowhere.onnx --json")]
    [DataRow(3, "input", "short.sqnt", "bench short.sqnt --json")]
    [DataRow(3, "input", "short.sqnt", "run short.sqnt photos/0.jpg --json")]
    [DataRow(3, "input", "empty", "eval good.sqnt --images empty --json")]
    [DataRow(3, "input", "short.sqnt", "simulate --blob short.sqnt --frames photos --json")]
    [DataRow(1, "negative", "m.onnx", "build m.onnx -o x.sqnt --calibration photos --ram 4K --json")]
    [DataRow(4, "environment", "photos", "build m.onnx -o photos --calibration photos --json")]
    [DataRow(4, "environment", "m.onnx", "pull squeezenet1.1 --to m.onnx --json")]
    public void FailuresAreJsonWhereJsonIsWanted(int code, string kind, string? file, string line)
    {
        Fill();
        Sqnet result = InProcess.RunIn(folder.Path, line.Split(' '));
        Assert.AreEqual(code, result.ExitCode, result.Errors);
        JsonElement error = result.Json.GetProperty("error");
        Assert.AreEqual(code, error.GetProperty("code").GetInt32());
        Assert.AreEqual(kind, error.GetProperty("kind").GetString());
        Assert.AreEqual(file, error.GetProperty("file").GetString());
        StringAssert.Contains(result.Errors, error.GetProperty("message").GetString());
    }

    private void Fill()
    {
        folder.Write("m.onnx", File.ReadAllBytes(Repository.Cards("cards.onnx")));
        folder.Write("m.json", "{}");
        folder.Write("good.sqnt", File.ReadAllBytes(CardsBlob.Path));
        folder.Write("short.sqnt", File.ReadAllBytes(CardsBlob.Path)[..1000]);
        folder.Write("empty.sqnt", string.Empty);
        folder.Write("read-only.sqnt", "x");
        File.SetAttributes(folder.File("read-only.sqnt"), FileAttributes.ReadOnly);
        folder.Write("labels.txt", "a\nb\n");
        folder.Write("classes.tsv", "0.jpg,0\n");
        Directory.CreateDirectory(folder.File("empty"));
        string[] images = Directory.GetFiles(Repository.Cards("samples"), "*.jpg").Order().Take(2).ToArray();
        folder.Write(Path.Combine("photos", "0.jpg"), File.ReadAllBytes(images[0]));
        folder.Write(Path.Combine("photos", "1.jpg"), File.ReadAllBytes(images[1]));
        File.CreateSymbolicLink(folder.File("link.onnx"), "m.onnx");
        File.CreateSymbolicLink(folder.File("link.sqnt"), folder.File("good.sqnt"));
        HardLink("m.onnx", "hard.onnx");
    }

    private void HardLink(string file, string name)
    {
        using System.Diagnostics.Process link =
            System.Diagnostics.Process.Start("ln", [folder.File(file), folder.File(name)]);
        link.WaitForExit();
        Assert.AreEqual(0, link.ExitCode);
    }

    private string[] Entries()
    {
        return [.. Directory.GetFileSystemEntries(folder.Path, "*", SearchOption.AllDirectories).Order()];
    }
}
