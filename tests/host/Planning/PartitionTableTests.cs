using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Planning;

namespace SqueezeNet.Embedded.Tests.Host.Planning;

/// <summary>
/// The partition tables of firmware/partitions: they can be flashed, and the boards' profiles agree with them.
/// </summary>
[TestClass]
public sealed class PartitionTableTests
{
    private const long Sector = 0x1000;

    /// <summary>What the S3's MMU maps at once: two partitions must not share one.</summary>
    private const long Page = 0x10000;

    /// <summary>Labels have 16 bytes in the table, one of them the end.</summary>
    private const int LongestLabel = 15;

    [TestMethod]
    [DataRow("esp32s3_8mb.csv", 0x800000, 0x690000)]
    [DataRow("esp32s3_16mb.csv", 0x1000000, 0x790000)]
    public void PartitionsFillTheFlashWithoutOverlap(string file, long flash, long firstModel)
    {
        List<Partition> partitions = Read(file);
        long end = 0x9000;
        foreach (Partition partition in partitions)
        {
            Assert.AreEqual(end, partition.Offset, partition.Name);
            Assert.AreEqual(0, partition.Offset % Sector, partition.Name);
            Assert.AreEqual(0, partition.Size % Sector, partition.Name);
            Assert.IsLessThanOrEqualTo(LongestLabel, partition.Name.Length);
            end = partition.Offset + partition.Size;
        }

        Assert.IsTrue(end <= flash && flash - end <= Page, $"{flash - end} bytes are left");
        Assert.HasCount(partitions.Count, partitions.Select(p => p.Name).Distinct().ToList());
        Assert.AreEqual(firstModel, partitions.Single(p => p.Name == "model").Offset);
        Assert.AreEqual(0x1B0000, partitions.Single(p => p.Name == "deploy").Offset);
    }

    [TestMethod]
    [DataRow("esp32s3_8mb.csv")]
    [DataRow("esp32s3_16mb.csv")]
    public void NoModelSharesAPageOfTheMmuWithAnotherPartition(string file)
    {
        List<Partition> models = [.. Read(file).Where(p => p.Name.StartsWith("model", StringComparison.Ordinal))];
        Assert.HasCount(2, models);
        foreach (Partition model in models)
        {
            Assert.AreEqual(0, model.Offset % Page, model.Name);
            Assert.AreEqual(0, model.Size % Page, model.Name);
        }
    }

    /// <summary>The table that a board's flash is for.</summary>
    [TestMethod]
    public void EveryBoardPlansWithTheSlotsOfItsTable()
    {
        foreach (Board board in Boards.Names.Select(Boards.Load))
        {
            List<Partition> table = Read($"esp32s3_{board.FlashBytes >> 20}mb.csv");
            Assert.AreEqual(table.Single(p => p.Name == "model").Size, board.FlashSlotBytes, board.Name);
            Assert.AreEqual(table.Single(p => p.Name == "model2").Size, board.FlashSecondSlotBytes, board.Name);
        }
    }

    private static List<Partition> Read(string file)
    {
        return File.ReadLines(Path.Combine(Repository.Root, "firmware", "partitions", file))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(',', StringSplitOptions.TrimEntries))
            .Select(fields => new Partition(fields[0], Hex(fields[3]), Hex(fields[4])))
            .ToList();
    }

    private static long Hex(string text)
    {
        return long.Parse(text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }

    private sealed record Partition(string Name, long Offset, long Size);
}
