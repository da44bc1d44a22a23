using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Flashing.Consoles;
using SqueezeNet.Embedded.Flashing.Devices;

namespace SqueezeNet.Embedded.Tests.Flashing.Consoles;

/// <summary>Following a start to its first label or to a cause.</summary>
[TestClass]
public sealed class NodeWatchTests
{
    private const string Start =
        "ESP-ROM:esp32s3-20210327\r\nCreate Type System.\r\nReady.\r\nState 2\r\nState 1\r\nState 4\r\n";

    private static readonly TimeSpan longest = TimeSpan.FromMinutes(1);

    private readonly List<string> seen = [];

    public TestContext TestContext { get; set; } = null!;

    private CancellationToken Token => TestContext.CancellationToken;

    [TestMethod]
    public async Task AStartEndsWithTheFirstLabel()
    {
        NodeStart start = await Watch(Start + "Frame 1: heart 0.9731\r\nFrame 2: boat 0.9\r\n")
            .FollowAsync(longest, Token);

        Assert.AreEqual("heart", start.Label);
        Assert.IsNull(start.Problem);
        Assert.AreEqual("Frame 1: heart 0.9731", seen[^1]);
    }

    [TestMethod]
    public async Task AStartEndsWithACauseAndItsRemedy()
    {
        NodeStart start = await Watch(Start + "The camera did not start (driver error 0x105).\r\n")
            .FollowAsync(longest, Token);

        Assert.IsNull(start.Label);
        StringAssert.StartsWith(start.Problem, "\"The camera did not start (driver error 0x105).\": ");
        StringAssert.Contains(start.Problem, "ribbon cable");
    }

    /// <summary>The text stops in the middle, and nothing follows.</summary>
    [TestMethod]
    public async Task ACauseThatIsCutEndsItToo()
    {
        NodeStart start = await Watch(Start + "    ++++ Message: There is no flash par").FollowAsync(longest, Token);

        StringAssert.Contains(start.Problem, "partition table");
    }

    [TestMethod]
    public async Task WhatPassesByItselfDoesNotEndIt()
    {
        NodeStart start = await Watch(
            "The network is lost.\r\nThe camera gave no frame in 900 ms. Check\r\nFrame 1: boat 0.5000\r\n")
            .FollowAsync(longest, Token);

        Assert.AreEqual("boat", start.Label);
    }

    [TestMethod]
    public async Task SilenceEndsWithTheTime()
    {
        NodeStart start = await Watch(Start).FollowAsync(TimeSpan.FromSeconds(0.2), Token);

        Assert.AreEqual(new NodeStart(null, null, null, null), start);
        Assert.HasCount(6, seen);
    }

    [TestMethod]
    public async Task AConsoleThatEndsEndsIt()
    {
        ScriptedConsole console = new("Frame 1: cut"u8.ToArray()) { Ends = true };
        NodeStart start = await Watch(console).FollowAsync(longest, Token);

        Assert.IsNull(start.Label);
        Assert.AreEqual("Frame 1: cut", seen[^1]);
        Assert.IsTrue(console.IsClosed);
    }

    [TestMethod]
    public async Task CancellingIsNotTheEndOfTheTime()
    {
        using CancellationTokenSource source = new(TimeSpan.FromSeconds(0.1));

        await Assert.ThrowsAsync<OperationCanceledException>(
            () => Watch(Start).FollowAsync(longest, source.Token));
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task TheBoardIsResetOnlyOnDemand(bool hasReset)
    {
        ScriptedConsole console = new("Frame 1: boat 0.5000\n"u8.ToArray());
        await new NodeWatch(() => console, _ => { }, hasReset).FollowAsync(longest, Token);

        Assert.AreEqual(hasReset, console.IsReset);
    }

    private NodeWatch Watch(string text)
    {
        return Watch(ScriptedConsole.Saying(text));
    }

    private NodeWatch Watch(ScriptedConsole console)
    {
        return new NodeWatch(() => console, line => seen.Add(line.Text), hasReset: false);
    }
}
