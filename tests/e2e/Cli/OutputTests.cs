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
            foreach (Symbol output in symbols.Where(symbol => PathRoles.Of(symbol) == PathRole.Output))
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
                    Sqnet result = InProcess.Run(folder.Path, line);
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
        Assert.AreEqual(0, InProcess.Run(folder.Path, "pack", CardsBlob.Path, "-o", packed).ExitCode);
        Assert.IsTrue(File.Exists(packed));
        folder.Write("short.sqnt", File.ReadAllBytes(CardsBlob.Path)[..1000]);
        string never = Path.Combine(folder.Path, "c", "d", "packed.sqnt");
        Assert.AreEqual(3, InProcess.Run(folder.Path, "pack", folder.File("short.sqnt"), "-o", never).ExitCode);
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
        Assert.AreEqual(0, InProcess.Run(folder.Path, "pack", CardsBlob.Path, "-o", folder.File("link.sqnt")).ExitCode);
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

    /// <summary>A file system of 100 KB, which only root can mount.</summary>
    [TestMethod]
    public void AFullDiskIsFoundBeforeTheWork()
    {
        string disk = Directory.CreateDirectory(folder.File("disk")).FullName;
        if (Call("mount", "-t", "tmpfs", "-o", "size=100k", "tmpfs", disk) != 0)
        {
            Assert.Inconclusive("only root can mount a small file system");
        }

        try
        {
            Stopwatch watch = Stopwatch.StartNew();
            Sqnet built = InProcess.Run(
                folder.Path, "build", Repository.Cards("cards.onnx"), "-o", Path.Combine(disk, "x.sqnt"),
                "--calibration", Repository.Cards("calibration"));
            Assert.AreEqual(4, built.ExitCode, built.Errors);
            StringAssert.Contains(built.Errors, "there is no space left on the disk. Nothing was written.");
            Assert.IsLessThan(2.0, watch.Elapsed.TotalSeconds);
            Assert.IsEmpty(Directory.GetFileSystemEntries(disk));
        }
        finally
        {
            Assert.AreEqual(0, Call("umount", disk));
        }
    }

    private OutputFiles Prepared(params string[] names)
    {
        Option<string>[] options =
            [.. names.Select(name => new Option<string>("--" + name).As(PathRole.Output))];
        RootCommand root = [.. options];
        OutputFiles files = new();
        files.Prepare(FilePlan.Of(root.Parse([.. names.SelectMany(name => new[] { "--" + name, folder.File(name) })])));
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

    private static bool IsInputFile(Symbol symbol)
    {
        return PathRoles.Of(symbol) is PathRole.Input or PathRole.Model or PathRole.WordOrInput;
    }

    private static bool IsRequired(Symbol symbol)
    {
        return symbol is Argument or Option { Required: true };
    }

    private static string[] Give(Symbol symbol, string value)
    {
        return symbol is Option ? [symbol.Name, value] : [value];
    }
}
