using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Tests.EndToEnd.Cli;
using SqueezeNet.Embedded.Tests.Shared.Broker;

namespace SqueezeNet.Embedded.Tests.EndToEnd.Node;

/// <summary>What sqnet simulate says at the terminal that a device could say in its status only.</summary>
[TestClass]
public sealed class SimulateWarningTests
{
    private readonly TemporaryFolder folder = new();

    [TestCleanup]
    public void RemoveFolder()
    {
        folder.Dispose();
    }

    [TestMethod]
    public void OptionsWithoutEffectAreNamed()
    {
        using MosquittoBroker broker = MosquittoBroker.Open();
        string[] simulate = Simulate(broker);
        string presses = folder.Write("presses", "100\n");
        string errors = Flat(Sqnet.Succeed(
            [
                .. simulate, "--trigger-file", presses, "--skip-sleeps", "--presence", "ace", "--snapshot-quality",
                "50",
            ]));
        StringAssert.Contains(errors, "--trigger-file has no effect: the settings have no trigger");
        StringAssert.Contains(errors, "--skip-sleeps has no effect");
        StringAssert.Contains(errors, "--presence: no effect without discovery true.");
        StringAssert.Contains(errors, "--snapshot-quality: no effect without snapshots on-request");
        StringAssert.Contains(errors, "connecting to the broker running");

        string config = folder.Write(
            "node.json",
            """{"trigger":{"pin":3},"sleepSeconds":9,"snapshotQuality":50,"snapshots":"on-request"}""");
        errors = Flat(Sqnet.Succeed(
            [.. simulate, "--config", config, "--trigger-file", presses, "--skip-sleeps"]));
        Assert.DoesNotContain("no effect", errors);
        StringAssert.Contains(errors, "Pin 3 sets how the chip starts");
        StringAssert.Contains(errors, "connecting to the broker running");
    }

    [TestMethod]
    public void WhatTheStoreOverrulesIsNamed()
    {
        using MosquittoBroker broker = MosquittoBroker.Open();
        folder.Write("flash/node.json", """{"intervalMilliseconds": 1, "queueLength": 7}""");
        string errors = Flat(Sqnet.Succeed(
            [.. Simulate(broker), "--store", folder.File("flash"), "--interval-milliseconds", "2", "--queue-length",
            "7"]));
        StringAssert.Contains(errors, "node.json goes before --interval-milliseconds: remove it");
    }

    /// <summary>What was done before a broker went away is told as at a good end.</summary>
    [TestMethod]
    public void TheTallyIsToldThoughTheBrokerIsGone()
    {
        MosquittoBroker broker = MosquittoBroker.Open();
        using Subscriber subscriber = new(broker);
        string[] simulate =
        [
            .. Simulate(broker, 0), "--loop", "--interval-milliseconds", "50",
            "--give-up-milliseconds", "500",
        ];
        Task<Sqnet> run = Task.Run(() => Sqnet.Run(simulate));
        Wait.Until(() => subscriber.Payloads("sqnet/told/label").Length > 3 || run.IsCompleted, "labels arrive", 60);
        broker.Dispose();
        Sqnet result = run.GetAwaiter().GetResult();
        Assert.AreEqual(4, result.ExitCode, result.Errors);
        StringAssert.Matches(result.Output, new(@"\n\d+ frames, \d+ classifications published, 0 frames unreadable"));
        StringAssert.Contains(Flat(result), "still waited for the broker or its confirmation");
    }

    [TestMethod]
    public void SettingsArePrintedWithoutModelAndFrames()
    {
        Assert.AreEqual(
            3, Sqnet.Succeed("simulate", "--print-config", "--stable-frames", "3").Json.GetProperty("stableFrames")
                .GetInt32());
        InProcess.Fail(2, "Option '--blob' is required.", "simulate", "--frames", "x");
        InProcess.Fail(2, "Give either --frames DIR or --raw", "simulate", "--blob", "x");
    }

    private static string[] Simulate(MosquittoBroker broker, int frames = 2)
    {
        return
        [
            "simulate", "--blob", CardsBlob.Path, "--frames", Repository.Cards("samples"), "--broker-host",
            "127.0.0.1", "--broker-port", $"{broker.Port}", "--client-id", "told", "--max-frames", $"{frames}",
        ];
    }

    private static string Flat(Sqnet run)
    {
        return string.Join(' ', run.Errors.Split((char[]?)null, System.StringSplitOptions.RemoveEmptyEntries));
    }
}
