using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Cli.Output;

namespace SqueezeNet.Embedded.Tests.EndToEnd.Cli;

/// <summary>Shells, pipes, terminals and signals, as users have them.</summary>
[TestClass]
[UnsupportedOSPlatform("windows")]
public sealed class ManyTerminalsTests
{
    private readonly TemporaryFolder folder = new();

    [TestInitialize]
    public void MakeCommand()
    {
        string tool = Path.Combine(AppContext.BaseDirectory, "sqnet.dll");
        string script = folder.Write("sqnet", $"#!/bin/sh\nexec dotnet '{tool}' \"$@\"\n");
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        folder.Write("x.sqnt", File.ReadAllBytes(CardsBlob.Path));
    }

    [TestCleanup]
    public void RemoveFolder()
    {
        folder.Dispose();
    }

    [TestMethod]
    public void BashCompletesCommandsOptionsAndValues()
    {
        string answers = Bash(
            """
            eval "$(sqnet completion bash)"
            complete_line() {
                COMP_LINE="$1"; COMP_POINT=${#1}; read -ra COMP_WORDS <<< "$1"
                case "$1" in *' ') COMP_WORDS+=('');; esac
                COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMPREPLY=(); _sqnet; echo "${COMPREPLY[*]}"
            }
            complete_line 'sqnet pla'
            complete_line 'sqnet plan x.sqnt --boar'
            complete_line 'sqnet plan x.sqnt --arena '
            complete_line 'sqnet inspect x.sq'
            """);
        Assert.AreEqual("plan\n--board\ninternal psram\nx.sqnt\n", answers);
    }

    [TestMethod]
    [DataRow("zsh", "-n")]
    [DataRow("fish", "--no-execute")]
    public void ScriptsOfOtherShellsAreReadByThem(string shell, string check)
    {
        string script = folder.Write("script", Sqnet.Succeed("completion", shell).Output);
        try
        {
            using Process process = Process.Start(shell, [check, script]);
            process.WaitForExit();
            Assert.AreEqual(0, process.ExitCode);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Inconclusive($"{shell} is not installed");
        }
    }

    [TestMethod]
    public void ReadersThatGoAndDisksThatAreFullGiveNoStackTrace()
    {
        string image = Directory.GetFiles(Repository.Cards("samples"), "*.jpg").Order().First();
        string said = Bash(
            $"""
            sqnet inspect x.sqnt 2>&1 | head -1
            sqnet run x.sqnt {image} {image} 2>&1 | head -1
            sqnet inspect x.sqnt 2>&1 >/dev/full; echo $?
            sqnet inspect x.sqnt --json 2>&1 >/dev/full; echo $?
            """);
        Assert.AreEqual(
            $"""
            cards  crc dfe9bab0
            {image}
            error: Standard output cannot be written: there is no space left on the disk.
            4
            error: Standard output cannot be written: there is no space left on the disk.
            4

            """,
            said);
    }

    /// <summary>On a terminal of 80 columns, with colours, without, and on one that knows none.</summary>
    [TestMethod]
    [DataRow("")]
    [DataRow("NO_COLOR=1 ")]
    [DataRow("TERM=dumb ")]
    public void TablesFitATerminalOf80Columns(string environment)
    {
        Bash("sqnet pack x.sqnt -o packed.sqnt");
        string shown = Bash(
            $"""
            script -qec "stty cols 80; {environment}sqnet plan packed.sqnt;
            {environment}sqnet inspect x.sqnt" /dev/null
            """);
        string plain = Regex.Replace(shown, "\u001b\\[[0-9;?]*[A-Za-z]", string.Empty);
        string[] lines = plain.ReplaceLineEndings("\n").Split('\n');
        Assert.IsLessThanOrEqualTo(80, lines.Max(line => line.TrimEnd().Length));
        StringAssert.Contains(plain, "fire2.expand > fire3.squeeze");

        // In a pipe nothing is wrapped: so wide are the tables, and so they come on the terminal, line by line.
        string[] table = TableLines(Bash("sqnet plan packed.sqnt; sqnet inspect x.sqnt"));
        Assert.IsGreaterThan(20, table.Length);
        string[] wrapped = [.. table.Except(lines.Select(line => line.TrimEnd()))];
        Assert.IsEmpty(wrapped, string.Join('\n', wrapped));
        if (environment.Length > 0)
        {
            Assert.IsFalse(shown.Contains("\u001b[3", StringComparison.Ordinal), "no colours");
        }
    }

    /// <summary>Work that looks at nothing, streams that never end: the exit code is the signal's.</summary>
    [TestMethod]
    [DataRow("INT", 130, "bench x.sqnt --runs 1000000")]
    [DataRow("TERM", 143, "bench x.sqnt --runs 1000000 --json")]
    [DataRow("INT", 130, "simulate --blob x.sqnt --raw 96x96:rgb24 --give-up-milliseconds 0")]
    [DataRow("INT", 130, "build m.onnx -o made/y.sqnt --calibration photos --report made/y.html")]
    public void SignalsEndEveryCommandWithTheirCode(string signal, int code, string line)
    {
        folder.Write("m.onnx", File.ReadAllBytes(Repository.Cards("cards.onnx")));
        foreach (string image in Directory.GetFiles(Repository.Cards("calibration")).Order())
        {
            folder.Write(Path.Combine("photos", Path.GetFileName(image)), File.ReadAllBytes(image));
        }

        string[] before = [.. Directory.GetFileSystemEntries(folder.Path).Order()];
        string said = Bash(
            $"env --default-signal=INT ./sqnet {line} 2>&1 < <(exec sleep 20 2>/dev/null) & "
            + $"sleep 1.5; kill -{signal} $!; wait $!; echo \"=> $?\"");
        StringAssert.Contains(said, $"=> {code}\n");
        Assert.IsFalse(said.Contains("   at ", StringComparison.Ordinal), said);
        CollectionAssert.AreEqual(before, Directory.GetFileSystemEntries(folder.Path).Order().ToArray());
    }

    [TestMethod]
    public void ALibraryThatIsMissingIsToldWithWhatHelps()
    {
        DllNotFoundException missing = new("Unable to load shared library 'libX' or one of its dependencies.\nLong");
        foreach (Exception e in new Exception[] { missing, new TypeInitializationException("X", missing) })
        {
            Failure failure = Failure.Of(e, null);
            Assert.AreEqual(4, failure.Code);
            StringAssert.StartsWith(
                failure.Message,
                "Unable to load shared library 'libX' or one of its dependencies. It comes with sqnet: install sqnet ");
            Assert.IsFalse(failure.Message.Contains("dotnet build", StringComparison.Ordinal));
        }
    }

    [TestMethod]
    public void AFaultOfTheToolIsToldInOneLine()
    {
        Failure failure = Failure.Of(new InvalidOperationException("Broken."), "x.sqnt");
        Assert.AreEqual(70, failure.Code);
        Assert.IsFalse(failure.Message.Contains('\n'));
        StringAssert.StartsWith(failure.Message, "internal error: InvalidOperationException: Broken. This is a");
        StringAssert.Contains(failure.Message, "SQNET_TRACE=1");
    }

    /// <summary>From the line above a rule to the next empty line.</summary>
    private static string[] TableLines(string text)
    {
        string[] lines = [.. text.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd())];
        return
        [
            .. lines.Index().Where(line => Regex.IsMatch(line.Item, "^ *[─-]{3}[ ─-]*$"))
                .SelectMany(rule => lines[(rule.Index - 1)..].TakeWhile(line => line.Length > 0)),
        ];
    }

    private string Bash(string script)
    {
        ProcessStartInfo start = new("bash", ["-c", script])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
        };
        start.Environment["PATH"] = $"{folder.Path}:{start.Environment["PATH"]}";
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        Assert.IsTrue(process.WaitForExit(TimeSpan.FromMinutes(2)));
        return output;
    }
}
