using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Flashing;
using SqueezeNet.Embedded.Flashing.Devices;
using SqueezeNet.Embedded.Flashing.Images;
using SqueezeNet.Embedded.Flashing.Steps;
using SqueezeNet.Embedded.Tests.Flashing.Images;

namespace SqueezeNet.Embedded.Tests.Flashing.Steps;

/// <summary>Plans carried out on a simulated board, with power lost anywhere.</summary>
[TestClass]
public sealed class FlashRunTests
{
    private const int FlashBytes = 8 << 20;

    private readonly TemporaryFolder folder = new();

    [TestCleanup]
    public void RemoveFolder()
    {
        folder.Dispose();
    }

    [TestMethod]
    public async Task ASecondRunWritesNothing()
    {
        FlashJob job = TestJob.All(folder);
        SimulatedBoard board = new(new SimulatedFlash(FlashBytes)) { Says = Good(job) };
        Assert.IsTrue((await RunAsync(board, job)).IsConfirmed);
        Assert.AreEqual(
            "identify, write 0, write 8000, write 10000, write 1B0000, write 690000, reset, watch",
            string.Join(", ", board.Memory.Calls));
        board.Memory.Calls.Clear();
        Assert.IsTrue((await RunAsync(board, job)).IsConfirmed);
        Assert.AreEqual("identify, reset, watch", string.Join(", ", board.Memory.Calls));
    }

    [TestMethod]
    public async Task OnlyWhatDiffersIsWritten()
    {
        FlashJob job = TestJob.All(folder);
        SimulatedBoard board = new(new SimulatedFlash(FlashBytes));
        await RunAsync(board, job);
        board.Memory.Put(0x490000, "settings"u8);
        board.Memory.Calls.Clear();
        FlashJob next = TestJob.All(folder, version: "0.2.0");
        FlashPlan plan = await new FlashRun(board, next).PlanAsync(CancellationToken.None);
        Assert.AreEqual(
            "found there: nanoCLR 0.1.0 of Nov 30 2026 12:00:00", plan.Writes.Single().Reason);
        await RunAsync(board, next);
        Assert.AreEqual("write 10000", string.Join(", ", board.Memory.Calls.Where(call => call.Contains("write"))));
        Assert.IsTrue(board.Memory.Bytes[0x490000..].StartsWith("settings"u8), "settings stay");
    }

    /// <summary>Without a firmware the board's own table says where the model goes.</summary>
    [TestMethod]
    public async Task AModelAloneGoesWhereTheBoardsTableSays()
    {
        FlashJob job = TestJob.All(folder);
        SimulatedBoard board = new(new SimulatedFlash(FlashBytes));
        await RunAsync(board, job);
        byte[] other = Other(TestJob.Cards);
        FlashJob alone = new() { Board = job.Board, Model = ModelImage.Read(other) };
        FlashPlan plan = await new FlashRun(board, alone).PlanAsync(CancellationToken.None);
        Assert.AreEqual(
            $"found there: the model with crc {job.Model!.Crc}", plan.Writes.Single().Reason);
        await RunAsync(board, alone);
        Assert.IsTrue(board.Memory.Bytes[0x690000..].StartsWith(other));
    }

    /// <summary>
    /// Power goes around every boundary of sectors and regions, and at random places; the run after it ends in the same
    /// flash, on a new board as on one that holds another firmware, application and model.
    /// </summary>
    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task AfterALossOfPowerTheNextRunEndsInTheSameFlash(bool isUsed)
    {
        FlashJob job = TestJob.All(folder);
        SimulatedBoard whole = await StartAsync(isUsed);
        long before = whole.Memory.PowerLeft = long.MaxValue - 1;
        await RunAsync(whole, job);
        long all = before - whole.Memory.PowerLeft;
        Random random = new(3);
        long[] cuts =
        [
            0, 1, 2, 159, 160, 161, 162, 163, 1000, 3233, 3234, 3235, 3236, 7331, 7332, all - 2, all - 1,
            .. Enumerable.Range(0, 40).Select(_ => random.NextInt64(all)),
        ];
        foreach (long cut in cuts)
        {
            SimulatedBoard board = await StartAsync(isUsed);
            board.Memory.PowerLeft = cut;
            await Assert.ThrowsExactlyAsync<SimulatedFlash.PowerLossException>(() => RunAsync(board, job));
            board.Memory.PowerLeft = long.MaxValue;
            await RunAsync(board, job);
            Assert.IsTrue(board.Memory.Bytes.SequenceEqual(whole.Memory.Bytes), $"after {cut} of {all}");
        }
    }

    [TestMethod]
    public async Task AnInterruptedWriteIsNamed()
    {
        FlashJob job = TestJob.All(folder);
        SimulatedBoard board = new(new SimulatedFlash(FlashBytes));
        board.Memory.PowerLeft = 12_000;
        await Assert.ThrowsExactlyAsync<SimulatedFlash.PowerLossException>(() => RunAsync(board, job));
        FlashPlan plan = await new FlashRun(board, job).PlanAsync(CancellationToken.None);
        Assert.AreEqual(
            "Skip, Skip, Write, Write, Write", string.Join(", ", plan.Steps.Take(5).Select(step => step.Kind)));
        StringAssert.Contains(plan.Writes.First().Reason, "an earlier write was interrupted");
        Assert.AreEqual("the place is empty", plan.Writes.Last().Reason);
    }

    [TestMethod]
    public async Task WornFlashIsNoticed()
    {
        SimulatedBoard board = new(new SimulatedFlash(FlashBytes));
        board.Memory.StuckAt = 0x10000;
        FlashingException e =
            await Assert.ThrowsExactlyAsync<FlashingException>(() => RunAsync(board, TestJob.All(folder)));
        StringAssert.Contains(e.Message, "at 0x10000 was written and reads back otherwise");
        Assert.IsFalse(board.Memory.Calls.Contains("reset"));
    }

    [TestMethod]
    public async Task SettingsAndWifiGoThroughTheClrAndLeaveNoFile()
    {
        FlashJob job = TestJob.All(folder) with { Wifi = new WifiLogin("home", "secret12"), Settings = "{\"x\":1}" };
        SimulatedBoard board = new(new SimulatedFlash(FlashBytes));
        await RunAsync(board, job);
        Assert.AreEqual(
            "reset, wifi home 8, settings, reset, watch", string.Join(", ", board.Memory.Calls.Skip(6)));
        Assert.AreEqual("{\"x\":1}", board.Stored.Single().Text);
        Assert.IsFalse(Directory.Exists(Path.GetDirectoryName(board.Stored[0].File)));
        if (!OperatingSystem.IsWindows())
        {
            Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, board.Mode);
        }
    }

    /// <summary>Bytes in flash are no proof that they run.</summary>
    [TestMethod]
    public async Task WhatTheBoardSaysIsComparedWithWhatWasWritten()
    {
        FlashJob job = TestJob.All(folder);
        NodeStart good = Good(job);
        await AssertSaidAsync(job, good, true, null);
        await AssertSaidAsync(job, good with { FirmwareVersion = "0.0.9" }, false, "the old application goes on");
        await AssertSaidAsync(job, good with { ModelCrc = "00000000" }, false, "the model with crc 00000000");
        await AssertSaidAsync(job, good with { Problem = "no camera" }, false, "no camera");
        await AssertSaidAsync(job, good with { Label = null }, false, null);
        await AssertSaidAsync(job, good with { ModelCrc = null }, false, null);
        await AssertSaidAsync(job, good with { FirmwareVersion = null }, false, null);
    }

    private static async Task AssertSaidAsync(FlashJob job, NodeStart says, bool isConfirmed, string? problem)
    {
        SimulatedBoard board = new(new SimulatedFlash(FlashBytes)) { Says = says };
        FlashResult result = await RunAsync(board, job);
        Assert.AreEqual(isConfirmed, result.IsConfirmed);
        Assert.AreEqual(problem is null, result.Problem is null, result.Problem);
        StringAssert.Contains(result.Problem ?? string.Empty, problem ?? string.Empty);
    }

    private static NodeStart Good(FlashJob job)
    {
        return new NodeStart(job.Firmware!.Manifest.Version, job.Model!.Crc, "heart", null);
    }

    private async Task<SimulatedBoard> StartAsync(bool isUsed)
    {
        SimulatedBoard board = new(new SimulatedFlash(FlashBytes));
        if (isUsed)
        {
            await RunAsync(board, TestJob.All(folder, version: "0.0.1") with
            {
                Application = ApplicationImage.Read(TestFirmware.Application(codeBytes: 9001)),
                Model = ModelImage.Read(Other(TestJob.Cards)),
            });
        }

        return board;
    }

    /// <summary>The same network under another name, with its CRC.</summary>
    private static byte[] Other(byte[] blob)
    {
        byte[] copy = [.. blob];
        copy[48] = (byte)'d';
        BitConverter.TryWriteBytes(copy.AsSpan(12), Blob.ComputeCrc(copy, copy.Length));
        return copy;
    }

    private static async Task<FlashResult> RunAsync(SimulatedBoard board, FlashJob job)
    {
        FlashRun run = new(board, job);
        FlashPlan plan = await run.PlanAsync(CancellationToken.None);
        return await run.RunAsync(plan, new Progress<double>(), CancellationToken.None);
    }
}
