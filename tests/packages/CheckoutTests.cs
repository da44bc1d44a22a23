using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.Versioning;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SqueezeNet.Embedded.Tests.Packages;

/// <summary>The script sqnet in a checkout, with a compiler that takes a second.</summary>
[TestClass]
[UnsupportedOSPlatform("windows")]
public sealed class CheckoutTests
{
    /// <summary>Builds as dotnet does, or fails so; runs by telling what it runs.</summary>
    private const string Compiler =
        """
        #!/bin/sh
        if [ "$1" = build ]; then
            echo built >>"$FAKE_BUILDS"
            sleep 1
            [ -z "${FAKE_EDIT:-}" ] || echo edited >"$FAKE_EDIT"
            if [ -n "${FAKE_ERROR:-}" ]; then
                echo "Determining projects to restore..."
                echo "Program.cs(1,1): error CS1002: ; expected"
                exit 1
            fi
            echo "  No native engine is built here: the managed vector engine will run the models."
            mkdir -p "$2/bin/Debug/net10.0"
            echo >"$2/bin/Debug/net10.0/sqnet.dll"
            exit 0
        fi
        shift
        echo "ran $*"
        """;

    private static readonly string[] sources =
        ["firmware", "host-tools/sqnet", "nanoframework-native", "packaging", "models/cards"];

    private readonly TemporaryFolder folder = new();

    private string Checkout => folder.File("checkout");

    private string Builds => folder.File("builds");

    [TestInitialize]
    public void MakeCheckout()
    {
        foreach (string name in sources)
        {
            folder.Write(Path.Combine("checkout", name, "source.txt"), "a source");
        }

        folder.Write("checkout/Directory.Build.props", "<Project />");
        folder.Write("checkout/Directory.Build.targets", "<Project />");
        folder.Write("bin/dotnet", Compiler);
        File.Copy(Path.Combine(Repository.Root, "sqnet"), Path.Combine(Checkout, "sqnet"));
        File.SetUnixFileMode(folder.File("bin/dotnet"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    [TestCleanup]
    public void RemoveFolder()
    {
        folder.Dispose();
    }

    [TestMethod]
    public void ItSaysThatItBuildsAndHowLongThatTook()
    {
        Outcome first = Sqnet("verify", "a b.sqnt");
        Assert.AreEqual("ran verify a b.sqnt\n", first.Output);
        StringAssert.StartsWith(
            first.Errors, "building sqnet (once, about a minute)...\nNo native engine is built here");
        StringAssert.Matches(first.Errors, new System.Text.RegularExpressions.Regex(@"\nbuilt in \d+ s\n$"));

        Assert.AreEqual(new Outcome(0, "ran plan\n", string.Empty), Sqnet("plan"));
        File.SetLastWriteTimeUtc(Path.Combine(Checkout, "firmware", "source.txt"), DateTime.UtcNow.AddSeconds(1));
        StringAssert.StartsWith(Sqnet("plan").Errors, "building");
        Assert.HasCount(2, File.ReadAllLines(Builds));
    }

    [TestMethod]
    public void ABuildThatFailsShowsItsErrorsAndNothingElse()
    {
        Outcome failed = Run(Checkout, new Dictionary<string, string?> { ["FAKE_ERROR"] = "1" }, "plan");
        Assert.AreEqual(4, failed.ExitCode);
        string[] lines = failed.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.HasCount(3, lines, failed.Errors);
        StringAssert.StartsWith(lines[1], "Program.cs(1,1): error CS1002");
        StringAssert.StartsWith(lines[2], "error: sqnet does not build; all of the log: ");
        Assert.AreEqual(0, Sqnet("plan").ExitCode);
    }

    [TestMethod]
    public void WhatIsEditedDuringABuildIsBuiltByTheNextCall()
    {
        Dictionary<string, string?> edit = new()
        {
            ["FAKE_EDIT"] = Path.Combine(Checkout, "firmware", "source.txt"),
        };
        Assert.AreEqual("ran plan\n", Run(Checkout, edit, "plan").Output);
        StringAssert.StartsWith(Sqnet("plan").Errors, "building");
        Assert.AreEqual(new Outcome(0, "ran plan\n", string.Empty), Sqnet("plan"));
        Assert.HasCount(2, File.ReadAllLines(Builds));
    }

    /// <summary>The tool holds the card model, for `sqnet sample`.</summary>
    [TestMethod]
    public void ASourceInAnyFolderIsMissed()
    {
        Sqnet("plan");
        foreach (string name in sources)
        {
            File.SetLastWriteTimeUtc(Path.Combine(Checkout, name, "source.txt"), DateTime.UtcNow.AddSeconds(1));
            StringAssert.StartsWith(Sqnet("plan").Errors, "building", name);
            File.SetLastWriteTimeUtc(Path.Combine(Checkout, name, "source.txt"), DateTime.UtcNow.AddDays(-1));
        }
    }

    [TestMethod]
    public void AMovedCheckoutRuns()
    {
        Sqnet("plan");
        string moved = folder.File("elsewhere");
        Directory.Move(Checkout, moved);
        Assert.AreEqual(new Outcome(0, "ran plan\n", string.Empty), Run(moved, [], "plan"));
    }

    [TestMethod]
    public void CallsAtOnceBuildOnce()
    {
        Outcome[] outcomes = new Outcome[4];
        Parallel.For(0, outcomes.Length, i => outcomes[i] = Sqnet("plan"));
        Assert.IsTrue(outcomes.All(o => o.Output == "ran plan\n"));
        Assert.HasCount(1, File.ReadAllLines(Builds));
    }

    /// <summary>A file where the folder of logs should be: nobody can write there, not even root.</summary>
    [TestMethod]
    public void ACheckoutThatCannotBeWrittenRunsWhatIsBuilt()
    {
        File.WriteAllText(Path.Combine(Checkout, "artifacts"), string.Empty);
        Outcome none = Sqnet("plan");
        Assert.AreEqual(4, none.ExitCode);
        StringAssert.Contains(none.Errors, "is not built yet");

        folder.Write("checkout/host-tools/sqnet/bin/Debug/net10.0/sqnet.dll", "built");
        File.SetLastWriteTimeUtc(Path.Combine(Checkout, "firmware", "source.txt"), DateTime.UtcNow.AddSeconds(1));
        Outcome stale = Sqnet("plan");
        Assert.AreEqual("ran plan\n", stale.Output);
        StringAssert.StartsWith(stale.Errors, "note: sources are newer");
    }

    private Outcome Sqnet(params string[] arguments)
    {
        return Run(Checkout, [], arguments);
    }

    private Outcome Run(string checkout, Dictionary<string, string?> more, params string[] arguments)
    {
        string path = $"{folder.File("bin")}:{Environment.GetEnvironmentVariable("PATH")}";
        Dictionary<string, string?> environment = new(more) { ["PATH"] = path, ["FAKE_BUILDS"] = Builds };
        return Outcome.Of("/", environment, "sh", [Path.Combine(checkout, "sqnet"), .. arguments]);
    }
}
