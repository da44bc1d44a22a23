using System;
using System.CommandLine;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.Versioning;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Cli;
using SqueezeNet.Embedded.Cli.Output;

namespace SqueezeNet.Embedded.Tests.EndToEnd.Cli;

/// <summary>Outputs never cost an input, are proven before the work, and land together or not at all.</summary>
[TestClass]
[UnsupportedOSPlatform("windows")]
public sealed class OutputTests
{
    private readonly TemporaryFolder folder = new();

    [TestCleanup]
    public void RemoveFolder()
    {
        folder.Dispose();
    }

    /// <summary>Who adds an option that takes a text says whether it is a path, or this fails.</summary>
    [TestMethod]
    public void EveryTextOfEveryCommandSaysWhetherItIsAPath()
    {
        string[] silent =
        [
            .. Program.Root().Subcommands.SelectMany(command => command.Arguments.Concat<Symbol>(command.Options)
                .Where(symbol => Type(symbol) == typeof(string) || Type(symbol) == typeof(string[]))
                .Where(symbol => PathRoles.Of(symbol) is null)
                .Select(symbol => $"{command.Name} {symbol.Name}")),
        ];
        Assert.IsEmpty(silent, $"call As(PathRole...) on: {string.Join(", ", silent)}");
    }

    /// <summary>All pairs of an output and an input, of all commands.</summary>
    [TestMethod]
    public void NoOutputOfAnyCommandMayBeAnInput()
    {
        string same = folder.Write("same", "not to be lost");
        int pairs = 0;
        foreach (Command command in Program.Root().Subcommands)
        {
            Symbol[] symbols = [.. command.Arguments, .. command.Options];
            foreach (Symbol output in symbols.Where(IsOutputFile))
            {
                foreach (Symbol input in symbols.Where(IsInputFile))
                {
                    string[] line =
                    [
                        command.Name,
                        .. symbols.SelectMany(symbol => symbol == output || symbol == input ? Give(symbol, same)
                            : IsRequired(symbol) ? Give(symbol, folder.File($"other{Array.IndexOf(symbols, symbol)}"))
                            : []),
                    ];
                    Sqnet result = InProcess.RunIn(folder.Path, line);
                    Assert.AreEqual(2, result.ExitCode, $"{string.Join(' ', line)}: {result.Errors}");
                    StringAssert.Contains(result.Errors, $"{output.Name} and {input.Name} name the same file");
                    pairs++;
                }
            }
        }

        Assert.IsGreaterThan(10, pairs);
        Assert.AreEqual("not to be lost", File.ReadAllText(same));
        Assert.HasCount(1, Directory.GetFileSystemEntries(folder.Path));
    }

    [TestMethod]
    public void AMissingFolderIsMadeAndStaysOnlyIfSomethingComesIntoIt()
    {
        string packed = Path.Combine(folder.Path, "a", "b", "packed.sqnt");
        Assert.AreEqual(0, InProcess.RunIn(folder.Path, "pack", CardsBlob.Path, "-o", packed).ExitCode);
        Assert.IsTrue(File.Exists(packed));
        folder.Write("short.sqnt", File.ReadAllBytes(CardsBlob.Path)[..1000]);
        string never = Path.Combine(folder.Path, "c", "d", "packed.sqnt");
        Assert.AreEqual(3, InProcess.RunIn(folder.Path, "pack", folder.File("short.sqnt"), "-o", never).ExitCode);
        Assert.IsFalse(Directory.Exists(folder.File("c")));
        Assert.HasCount(1, Directory.GetFiles(folder.File("a"), "*", SearchOption.AllDirectories));
    }

    /// <summary>What is replaced keeps its permissions, and a link stays a link.</summary>
    [TestMethod]
    public void AFileIsReplacedThroughItsLinkWithItsPermissions()
    {
        string target = folder.Write("target.sqnt", "old");
        File.SetUnixFileMode(target, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.CreateSymbolicLink(folder.File("link.sqnt"), target);
        InProcess.Succeed("pack", CardsBlob.Path, "-o", folder.File("link.sqnt"));
        Assert.AreEqual(target, new FileInfo(folder.File("link.sqnt")).LinkTarget);
        Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(target));
        Assert.IsGreaterThan(1000, new FileInfo(target).Length);
        Assert.HasCount(2, Directory.GetFileSystemEntries(folder.Path));
    }

    [TestMethod]
    public void AllOutputsLandOrNone()
    {
        string first = folder.Write("first", "old");
        using (OutputFiles files = Prepared("first", "second", "third"))
        {
            foreach (string name in new[] { "first", "second", "third" })
            {
                files.Write(folder.File(name), [1]);
            }

            // Where the third should go, somebody makes a folder in the meantime.
            Directory.CreateDirectory(folder.File("third"));
            CommandException e = Assert.ThrowsExactly<CommandException>(files.Land);
            Assert.AreEqual(4, e.ExitCode);
            StringAssert.StartsWith(e.Message, $"{folder.File("third")}: cannot be written: ");
        }

        Assert.AreEqual("old", File.ReadAllText(first));
        CollectionAssert.AreEquivalent(
            new[] { "first", "third" }, Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName).ToArray());
    }

    [TestMethod]
    public void WhatIsCancelledLeavesNothingAndWritesNothing()
    {
        using OutputFiles files = Prepared("first");
        files.Write(folder.File("first"), [1]);
        files.Dispose();
        Assert.ThrowsExactly<OperationCanceledException>(files.Land);
        Assert.ThrowsExactly<OperationCanceledException>(() => files.Write(folder.File("first"), [2]));
        Assert.IsEmpty(Directory.GetFileSystemEntries(folder.Path));
    }

    /// <summary>An empty text, as of a shell's variable that is not set, for each path of each command.</summary>
    [TestMethod]
    public void NoPathIsEmpty()
    {
        int paths = 0;
        foreach (Command command in Program.Root().Subcommands)
        {
            Symbol[] symbols = [.. command.Arguments, .. command.Options];
            foreach (Symbol empty in symbols.Where(symbol =>
                PathRoles.Of(symbol) is not null and not PathRole.Text && !PathRoles.IsWord(symbol, string.Empty)))
            {
                string[] line =
                [
                    command.Name,
                    .. symbols.SelectMany(symbol => symbol == empty ? Give(symbol, string.Empty)
                        : !IsRequired(symbol) ? []
                        : Give(symbol, command.Name == "pull" ? "squeezenet1.1" : "other")),
                    .. command.Name is "simulate" or "capture" && empty.Name != "--frames"
                        ? new[] { "--raw", "9x9:gray" }
                        : [],
                ];
                Sqnet result = InProcess.RunIn(folder.Path, line);
                Assert.AreEqual(2, result.ExitCode, $"{string.Join(' ', line)}: {result.Errors}");
                StringAssert.Contains(result.Errors, $"{empty.Name} is an empty text, not a path");
                paths++;
            }
        }

        Assert.IsGreaterThan(25, paths);
    }

    /// <summary>Known by their kind: files in /dev/shm are files.</summary>
    [TestMethod]
    public void DevicesAndPipesAreNoFiles()
    {
        Assert.AreEqual(0, Call("mkfifo", folder.File("pipe")));
        Assert.IsTrue(DeviceFile.Is(folder.File("pipe")));
        Assert.IsTrue(DeviceFile.Is("/dev/null"));
        Assert.IsFalse(DeviceFile.Is(folder.Write("file", string.Empty)));
        if (Directory.Exists("/dev/shm"))
        {
            string shared = Path.Combine("/dev/shm", Path.GetRandomFileName());
            Sqnet packed = InProcess.RunIn(folder.Path, "pack", CardsBlob.Path, "-o", shared);
            File.Delete(shared);
            Assert.AreEqual(0, packed.ExitCode, packed.Errors);
        }
    }

    /// <summary>It is skipped like any image that cannot be read.</summary>
    [TestMethod]
    public void ALinkInACircleAmongImagesStopsNoOutput()
    {
        string image = Directory.GetFiles(Repository.Cards("samples"), "*.jpg").Order().First();
        folder.Write(Path.Combine("photos", Path.GetFileName(image)), File.ReadAllBytes(image));
        File.CreateSymbolicLink(folder.File("photos/0.jpg"), "0.jpg");
        Sqnet result = InProcess.RunIn(
            folder.Path, "eval", CardsBlob.Path, "--images", "photos", "--report", "x.html", "--classes-from", "name");
        Assert.AreEqual(0, result.ExitCode, result.Errors);
        StringAssert.Contains(result.Errors, "0.jpg is skipped: ");
        Assert.IsTrue(File.Exists(folder.File("x.html")));
    }

    /// <summary>Words stay words where there is a folder of that name.</summary>
    [TestMethod]
    public void AFolderIsNoFileAndNoWord()
    {
        foreach (string name in new[] { "imagenet", "photos" })
        {
            Directory.CreateDirectory(folder.File(name));
        }

        string[] plan = ["plan", Repository.Cards("cards.onnx"), "--ram", "64K", "--labels"];
        Sqnet refused = InProcess.RunIn(folder.Path, [.. plan, "photos"]);
        StringAssert.Contains(refused.Errors, "photos: this is a folder; --labels takes a file.");
        StringAssert.Contains(InProcess.RunIn(folder.Path, [.. plan, "imagenet"]).Errors, "1000");
    }

    [TestMethod]
    [DataRow(4000L, "build m.onnx -o x.sqnt --calibration photos")]
    [DataRow(0L, "build m.onnx -o x.sqnt --calibration photos --packed")]
    [DataRow(16L, "plan m.sqnt -o x.sqnt --ram 64K")]
    [DataRow(0L, "pack m.sqnt -o x.sqnt")]
    public void SpaceIsTakenOnlyForWhatIsKnownToCome(long expected, string line)
    {
        string[] words = [.. line.Split(' ').Select(word => word.StartsWith("m.", StringComparison.Ordinal)
            ? folder.File(word) : word)];
        folder.Write("m.onnx", new byte[16000]);
        folder.Write("m.sqnt", "SQNT and so on..");
        FilePlan plan = FilePlan.Of(Program.Root().Parse([.. words, .. words[0] == "build" ? Report : []]));
        CollectionAssert.AreEqual(
            words[0] == "build" ? [expected, 0L] : new[] { expected },
            plan.Outputs.Select(plan.ExpectedBytes).ToArray());
    }

    private static string[] Report => ["--report", "x.html"];

    /// <summary>There is no room for a copy of what is replaced, and none is needed.</summary>
    [TestMethod]
    public void WhatIsReplacedIsNotLostOnAFullDisk()
    {
        OnADisk("100k", disk =>
        {
            string first = Path.Combine(disk, "first");
            File.WriteAllBytes(first, new byte[60_000]);
            using OutputFiles files = Prepared("disk/first", "disk/second");
            files.Write(first, new byte[8_000]);
            files.Write(Path.Combine(disk, "second"), new byte[8_000]);
            files.Land();
            files.Dispose();
            Assert.AreEqual(8_000, new FileInfo(first).Length);
            Assert.HasCount(2, Directory.GetFileSystemEntries(disk));
        });
    }

    [TestMethod]
    public void ASampleThatHasNoRoomLeavesNothing()
    {
        OnADisk("300k", disk =>
        {
            Sqnet result = InProcess.RunIn(folder.Path, "sample", Path.Combine(disk, "cards"));
            Assert.AreEqual(4, result.ExitCode, result.Errors);
            StringAssert.Contains(result.Errors, "there is no space left on the disk. Nothing was written.");
            Assert.IsFalse(result.Errors.Contains(".sqnet-", StringComparison.Ordinal), result.Errors);
            Assert.IsEmpty(Directory.GetFileSystemEntries(disk));
        });
    }

    [TestMethod]
    public void AFullDiskIsFoundBeforeTheWork()
    {
        OnADisk("100k", disk =>
        {
            Stopwatch watch = Stopwatch.StartNew();
            Sqnet built = InProcess.RunIn(
                folder.Path, "build", Repository.Cards("cards.onnx"), "-o", Path.Combine(disk, "x.sqnt"),
                "--calibration", Repository.Cards("calibration"));
            Assert.AreEqual(4, built.ExitCode, built.Errors);
            StringAssert.Contains(built.Errors, "there is no space left on the disk. Nothing was written.");
            Assert.IsLessThan(2.0, watch.Elapsed.TotalSeconds);
            Assert.IsEmpty(Directory.GetFileSystemEntries(disk));
        });
    }

    /// <summary>A small file system, which only root can mount.</summary>
    private void OnADisk(string size, Action<string> test)
    {
        string disk = Directory.CreateDirectory(folder.File("disk")).FullName;
        if (Call("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", disk) != 0)
        {
            Assert.Inconclusive("only root can mount a small file system");
        }

        try
        {
            test(disk);
        }
        finally
        {
            Assert.AreEqual(0, Call("umount", disk));
        }
    }

    private OutputFiles Prepared(params string[] names)
    {
        Option<string>[] options =
            [.. names.Select(name => new Option<string>("--" + Path.GetFileName(name)).As(PathRole.Output))];
        RootCommand root = [.. options];
        OutputFiles files = new();
        files.Prepare(FilePlan.Of(root.Parse(
            [.. names.SelectMany(name => new[] { "--" + Path.GetFileName(name), folder.File(name) })])));
        return files;
    }

    private static int Call(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        process.WaitForExit();
        return process.ExitCode;
    }

    private static Type Type(Symbol symbol)
    {
        return symbol is Option option ? option.ValueType : ((Argument)symbol).ValueType;
    }

    private static bool IsOutputFile(Symbol symbol)
    {
        return PathRoles.Of(symbol) is PathRole.Output or PathRole.OutputBlob;
    }

    private static bool IsInputFile(Symbol symbol)
    {
        return PathRoles.Of(symbol) is PathRole.Input or PathRole.Model or PathRole.WordOrInput
            or PathRole.ImageOrFolder;
    }

    // simulate needs a blob but to print settings; an image or a password of flash goes with others.
    private static bool IsRequired(Symbol symbol)
    {
        return symbol is Argument or Option { Required: true } || symbol.Name is "--blob" or "--firmware" or "--wifi";
    }

    private static string[] Give(Symbol symbol, string value)
    {
        return symbol is Option ? [symbol.Name, value] : [value];
    }
}
