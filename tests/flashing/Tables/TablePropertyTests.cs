using System;
using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Flashing.Tables;

namespace SqueezeNet.Embedded.Tests.Flashing.Tables;

/// <summary>Random tables come back from text and from bytes as they were.</summary>
[TestClass]
public sealed class TablePropertyTests
{
    [TestMethod]
    public void EveryTableComesBack()
    {
        Prop.ForAll<int>(seed =>
        {
            PartitionTable table = Make(new Random(seed));
            byte[] bytes = PartitionBinary.Write(table);
            PartitionTable fromText = PartitionCsv.Read(PartitionCsv.Write(table));
            return PartitionBinary.Read(bytes).IsSame(table)
                && fromText.IsSame(table)
                && PartitionBinary.Write(fromText).SequenceEqual(bytes);
        }).QuickCheckThrowOnFailure();
    }

    private static PartitionTable Make(Random random)
    {
        List<Partition> partitions = [];
        long at = 0x9000;
        int count = random.Next(0, 20);
        for (int k = 0; k < count; k++)
        {
            bool isApp = random.Next(4) == 0;
            long alignment = isApp ? 0x10000 : 0x1000;
            at = ((at + alignment - 1) / alignment * alignment) + (alignment * random.Next(3));
            long size = isApp ? 0x1000L * random.Next(1, 300) : random.Next(0x3000, 0x100000);
            partitions.Add(new Partition(
                $"p{k}",
                isApp ? (byte)0 : (byte)random.Next(4, 256),
                (byte)(isApp ? 0x10 + random.Next(16) : random.Next(256)),
                at,
                size,
                (PartitionFlags)random.Next(4)));
            at += size;
        }

        return new PartitionTable(partitions);
    }
}
