using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Flashing;
using SqueezeNet.Embedded.Flashing.Devices;
using SqueezeNet.Embedded.Flashing.Images;
using SqueezeNet.Embedded.Flashing.Steps;
using SqueezeNet.Embedded.Flashing.Tables;
using SqueezeNet.Embedded.Host.Planning;
using SqueezeNet.Embedded.Tests.Flashing.Images;

namespace SqueezeNet.Embedded.Tests.Flashing.Steps;

/// <summary>Steps from what a board holds, and what is refused before any of them.</summary>
[TestClass]
public sealed class FlashPlanTests
{
    private static readonly ChipInfo chip = new("esp32s3", "v0.2", 8 << 20, 8 << 20, "34:85:18:00:00:01", false);

    private readonly TemporaryFolder folder = new();

    [TestCleanup]
    public void RemoveFolder()
    {
        folder.Dispose();
    }

    /// <summary>The places are those of firmware/partitions, for each board that sqnet knows.</summary>
    [TestMethod]
    [DataRow("esp32-s3-eye", 0x690000)]
    [DataRow("esp32-s3-no-psram", 0x690000)]
    [DataRow("esp32-s3-octal-psram", 0x790000)]
    [DataRow("esp32-s3-quad-psram", 0x690000)]
    [DataRow("freenove-esp32-s3", 0x690000)]
    [DataRow("xiao-esp32s3-sense", 0x690000)]
    public void ANewBoardGetsEverythingAtItsTablesPlaces(string board, int model)
    {
        FlashJob job = TestJob.All(folder, board) with { Wifi = new WifiLogin("home", "secret12"), Settings = "{}" };
        FlashPlan plan = FlashPlan.For(job, BoardState.New);
        Assert.AreEqual(
            $"Write 0, Write 8000, Write 10000, Write 1B0000, Write {model:X}, Reset, Wifi, Settings, Reset, Watch",
            string.Join(", ", plan.Steps.Select(Short)));
        Assert.IsEmpty(plan.Warnings);
        Partition slot = plan.Table.Find("model")!;
        Assert.AreEqual((slot.Offset, true), ((long)model, plan.Parts[^1].Region.Bytes.Length <= slot.Size));
        Assert.AreEqual(plan.Table.Find("deploy")!.Size, plan.Parts[3].Region.Bytes.Length);
        Assert.IsFalse(plan.Steps.Any(step => step.Name.Contains("secret", StringComparison.Ordinal)));
    }

    /// <summary>Every profile is there: a new one needs a row above.</summary>
    [TestMethod]
    public void AllProfilesAreTried()
    {
        IEnumerable<object?[]> rows = typeof(FlashPlanTests)
            .GetMethod(nameof(ANewBoardGetsEverythingAtItsTablesPlaces))!
            .GetCustomAttributes(typeof(DataRowAttribute), false)
            .Cast<DataRowAttribute>()
            .Select(row => row.Data);
        CollectionAssert.AreEqual(Boards.Names.ToArray(), rows.Select(row => (string)row[0]!).ToArray());
    }

    [TestMethod]
    public void TheMergedImageHoldsEachPartAtItsPlace()
    {
        FlashPlan plan = FlashPlan.For(TestJob.All(folder), BoardState.New);
        byte[] image = MergedImage.Of(plan.Parts.Select(part => part.Region));
        Assert.IsTrue(PartitionBinary.Read(image.AsSpan(0x8000, 0xC00)).IsSame(plan.Table));
        Assert.AreEqual("nanoCLR", EspImage.Read(image[0x10000..0x1B0000]).Description!.Project);
        Assert.HasCount(2, ApplicationImage.Read(image[0x1B0000..0x490000]).Assemblies);
        Assert.AreEqual(ModelImage.Read(TestJob.Cards).Crc, ModelImage.Read(image[0x690000..]).Crc);
        Assert.IsFalse(image.AsSpan(0x490000, 0x200000).ContainsAnyExcept((byte)0xFF), "config is erased");
    }

    [TestMethod]
    public void AModelNeverLandsOutsideAPartitionForModels()
    {
        FlashJob job = TestJob.All(folder);
        AssertRefused(
            "--slot deploy: it is not made for models; for models there are model (1310720 bytes), model2",
            job with { Slot = "deploy" });
        AssertRefused("--slot model3: there is no such partition", job with { Slot = "model3" });
        FlashJob alone = new() { Board = job.Board, Model = job.Model };
        AssertRefused("nobody knows the partition table", alone);
        AssertRefused("the board has no partition table: give --firmware", alone, BoardState.New with { Chip = chip });
        AssertRefused(
            "has no partition for models: give --firmware", alone, Holding("factory, app, factory, , 1M"));
        AssertRefused(
            "exceeds the 65536 bytes of model: build it with sqnet build --packed --target-size 65536",
            alone,
            Holding("model, 0x40, 0, 0x10000, 64K"));
        AssertRefused(
            "exceeds the 65536 bytes of model: --slot model2 has room for it",
            alone,
            Holding("model, 0x40, 0, 0x10000, 64K\nmodel2, 0x40, 0, 0x20000, 1M"));
        AssertRefused(
            "begins at 0x11000, inside a page of the MMU", alone, Holding("model, 0x40, 0, 0x11000, 1M"));
        AssertRefused(
            "ends at 0x900000, and the flash at 0x800000", alone, Holding("model, 0x40, 0, 0x700000, 2M"));
    }

    [TestMethod]
    public void AnotherBoardIsRefused()
    {
        FlashJob job = TestJob.All(folder);
        AssertRefused("firmware octal-8mb is for octal PSRAM, and esp32-s3-quad-psram needs the quad one", job with
        {
            Board = Boards.Load("esp32-s3-quad-psram"),
        });
        FlashJob large = TestJob.All(folder, "esp32-s3-octal-psram");
        AssertRefused(
            "firmware octal-16mb is for 16 MB of flash, and xiao-esp32s3-sense has 8 MB: give the folder of octal-8mb",
            large with { Board = job.Board });
        AssertRefused("the chip is an esp32, and", job, With(chip with { Chip = "esp32" }));
        AssertRefused("the board has 4 MB of flash", job, With(chip with { FlashBytes = 4 << 20 }));
        AssertRefused("the chip has 2 MB of PSRAM", job, With(chip with { PsramBytes = 2 << 20 }));
        AssertRefused("the chip has 0 MB of PSRAM", job, With(chip with { PsramBytes = 0 }));
        AssertRefused("the chip encrypts its flash", job, With(chip with { IsFlashEncrypted = true }));
        FlashJob quad = TestJob.All(folder, "esp32-s3-quad-psram");
        AssertRefused("the PSRAM of 8 MB is octal, and esp32-s3-quad-psram has quad", quad, With(chip));
        Assert.IsNotNull(FlashPlan.For(job, With(chip with { PsramBytes = null, FlashBytes = 16 << 20 })));
    }

    [TestMethod]
    public void APlanThatFailsAndAnApplicationThatDoesNotFitAreRefused()
    {
        FlashJob job = TestJob.All(folder);
        AssertRefused("the model cards fails on", job with { Board = job.Board with { SramBytes = 1000 } });
        AssertRefused("asks for native code with the checksum 0x00000001", job with
        {
            Application = ApplicationImage.Read(TestFirmware.Application(1)),
        });
        FlashJob alone = new() { Board = job.Board, Application = job.Application };
        AssertRefused("exceeds the 4096 bytes of the partition deploy", alone with
        {
            Application = ApplicationImage.Read(TestFirmware.Application(codeBytes: 5000)),
        }, Holding("deploy, data, 0x84, , 4K"));
        FlashPlan plan = FlashPlan.For(alone, Holding("deploy, data, 0x84, , 64K"));
        StringAssert.Contains(plan.Warnings.Single(), "without --firmware it is not known");
    }

    [TestMethod]
    public void ANewTableSaysWhatItMovesAndWipes()
    {
        string stock = File.ReadAllText(Path.Combine(Repository.Root, "firmware", "partitions", "esp32s3_8mb.csv"))
            .Replace("0x490000, 0x200000", "0x490000, 0x40000", StringComparison.Ordinal)
            .Replace("0x690000", "0x4D0000", StringComparison.Ordinal);
        FlashPlan plan = FlashPlan.For(TestJob.All(folder), Holding(stock + "\nextra, 0x41, 0, , 4K"));
        Assert.AreEqual(
            "the partition model moves from 0x4D0000 to 0x690000: its model is lost; give --model\n"
            + "the partition extra goes: what it holds is lost",
            string.Join('\n', plan.Warnings));
    }

    [TestMethod]
    public void EveryStepSaysWhy()
    {
        FlashPlan plan = FlashPlan.For(TestJob.All(folder), With(chip) with
        {
            TableProblem = "offset 0x20: a row begins with AA 50.",
            Regions = new Dictionary<FlashPartKind, RegionState>
            {
                [FlashPartKind.Bootloader] = new(true, null),
                [FlashPartKind.Clr] = new(false, "nanoCLR 0.0.9"),
            },
        });
        Assert.AreEqual(
            "Skip: stands there\nWrite: the one there is damaged: offset 0x20: a row begins with AA 50\n"
            + "Write: found there: nanoCLR 0.0.9\nWrite: the place is empty",
            string.Join('\n', plan.Steps.Take(4).Select(step => $"{step.Kind}: {step.Reason}")));
    }

    private static void AssertRefused(string message, FlashJob job, BoardState? state = null)
    {
        FlashingException e = Assert.ThrowsExactly<FlashingException>(
            () => FlashPlan.For(job, state ?? BoardState.New));
        StringAssert.Contains(e.Message, message);
        Assert.AreEqual(FlashingCause.DoesNotFit, e.Cause);
    }

    private static BoardState Holding(string csv)
    {
        return With(chip) with { Table = PartitionCsv.Read(csv) };
    }

    private static BoardState With(ChipInfo answers)
    {
        return BoardState.New with { Chip = answers };
    }

    private static string Short(FlashStep step)
    {
        return step.Region is null ? $"{step.Kind}" : $"{step.Kind} {step.Region.Offset:X}";
    }
}
