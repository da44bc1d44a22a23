using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Flashing;
using SqueezeNet.Embedded.Flashing.Tables;

namespace SqueezeNet.Embedded.Tests.Flashing.Tables;

/// <summary>Partition tables, as text and as bytes.</summary>
[TestClass]
public sealed class TableTests
{
    private const string Fixture =
        """
        # Name, Type, SubType, Offset, Size, Flags
        nvs,      data, nvs,      , 24K
        otadata,  data, ota,      , 0x2000
        keys,     data, nvs_keys, , 4096, encrypted
        factory,  app,  factory,  , 1M
        slot_0,   app,  ota_0,    , 1M
        files,    data, littlefs, , 64k, readonly
        deploy,   data, 0x84,     , -0x300000
        sixteen_letters_, 0x40, 0, 0x300000, 0x10000, encrypted:readonly
        """;

    /// <summary>The sums are of what gen_esp32part.py of ESP-IDF 5.5.4 itself made of these three texts.</summary>
    [TestMethod]
    [DataRow(null, "4e5e2eac321eceaadb7df45554cb197b94aaeac7655c2c7e663984647183eab6")]
    [DataRow("esp32s3_8mb.csv", "a638b8b0f458bf2271afc69b13eebf63f0e5bdc77868bea928bdb9ae072db827")]
    [DataRow("esp32s3_16mb.csv", "37215508c4e3f1301a59b18c11526ccbc9e37a1eae0f073a9cb3ce3687c7ce3e")]
    public void BytesAreThoseOfTheGenuineGenerator(string? file, string sha256)
    {
        string text = file is null
            ? Fixture : File.ReadAllText(Path.Combine(Repository.Root, "firmware", "partitions", file));
        byte[] bytes = PartitionBinary.Write(PartitionCsv.Read(text));
        Assert.HasCount(0xC00, bytes);
        Assert.AreEqual(sha256, Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    /// <summary>What the genuine generator printed of the fixture's bytes.</summary>
    [TestMethod]
    public void TextIsThatOfTheGenuineGenerator()
    {
        PartitionTable table = PartitionBinary.Read(PartitionBinary.Write(PartitionCsv.Read(Fixture)));
        Assert.AreEqual(
            """
            # ESP-IDF Partition Table
            # Name, Type, SubType, Offset, Size, Flags
            nvs,data,nvs,0x9000,24K,
            otadata,data,ota,0xf000,8K,
            keys,data,nvs_keys,0x11000,4K,encrypted
            factory,app,factory,0x20000,1M,
            slot_0,app,ota_0,0x120000,1M,
            files,data,littlefs,0x220000,64K,readonly
            deploy,data,132,0x230000,832K,
            sixteen_letters_,64,0,0x300000,64K,encrypted:readonly

            """,
            PartitionCsv.Write(table));
    }

    [TestMethod]
    [DataRow("seventeen_letters, data, nvs, , 24K", "line 1: the name 'seventeen_letters' has more than 16 bytes")]
    [DataRow(", data, nvs, , 24K", "line 1: the name is empty")]
    [DataRow("a, data, nvs, , 24K\n# b\na, data, fat, , 4K", "line 3: the name 'a' is taken by line 1")]
    [DataRow("a, data, nvs, 0x8000, 24K", "line 1: the offset 0x8000 lies before 0x9000")]
    [DataRow("a, data, nvs, , 24K\nb, data, fat, 0xE000, 4K", "line 2: the offset 0xE000 lies before 0xF000")]
    [DataRow("a, app, factory, 0x11000, 1M", "line 1: the offset 0x11000 is no multiple of 0x10000")]
    [DataRow("a, data, fat, 0x9100, 4K", "line 1: the offset 0x9100 is no multiple of 0x1000")]
    [DataRow("a, app, factory, 0x10000, 0x1800", "line 1: the size 0x1800 of an application is no multiple")]
    [DataRow("a, data, fat, , 0", "line 1: the size is 0")]
    [DataRow("a, data, fat, ,", "line 1: the size is missing")]
    [DataRow("a, app, , , 1M", "line 1: an application needs a subtype")]
    [DataRow("a, date, fat, , 4K", "line 1: the type 'date' is neither a number from 0 to 255 nor known; there are")]
    [DataRow("a, data, fatt, , 4K", "line 1: the subtype 'fatt' is neither")]
    [DataRow("a, 256, 0, , 4K", "line 1: the type '256' is neither")]
    [DataRow("a, data, fat, 010, 4K", "line 1: the offset '010' is no number")]
    [DataRow("a, data, fat, , 4G", "line 1: the size '4G' is no number")]
    [DataRow("a, data, fat, , 4K, secret", "line 1: the flag 'secret' is not known")]
    [DataRow("a, data, fat, , 4K, , more", "line 1: there are more than 6 fields")]
    [DataRow("a, data, fat, $WHERE, 4K", "line 1: variables are not replaced")]
    [DataRow("a, bootloader, primary, , 4K", "line 1: bootloader and partition table have fixed places")]
    [DataRow("a, data, nvs, , 8K", "line 1: nvs needs 0x3000 bytes, or the flag readonly")]
    [DataRow("a, data, ota, , 8K, readonly", "line 1: ota and coredump are written")]
    [DataRow("a, data, ota, , 4K", "line 1: data, ota has 0x2000 bytes")]
    [DataRow("a, data, ota, , 8K\nb, data, ota, , 8K", "line 2: a second partition of data, ota")]
    [DataRow("a, data, fat, 0xFFFFF000, 8K", "line 1: it ends at 0x100001000")]
    public void WrongLinesAreNamed(string text, string message)
    {
        FlashingException e = Assert.ThrowsExactly<FlashingException>(() => PartitionCsv.Read(text));
        StringAssert.StartsWith(e.Message, message);
        Assert.AreEqual(FlashingCause.BadFile, e.Cause);
    }

    [TestMethod]
    public void ATableHasNinetyFourPartitionsAtMost()
    {
        Partition[] many =
        [
            .. Enumerable.Range(0, 95).Select(k => new Partition($"p{k}", 0x40, 0, 0x9000 + (k * 0x1000), 1)),
        ];
        Assert.HasCount(0xC00, PartitionBinary.Write(new PartitionTable(many[..94])));
        Assert.ThrowsExactly<FlashingException>(() => new PartitionTable(many));
    }

    [TestMethod]
    public void DamageIsFoundWhereItIs()
    {
        byte[] bytes = PartitionBinary.Write(PartitionCsv.Read(Fixture));
        AssertDamage("offset 0x110: the MD5", With(bytes, 0x24, 1));
        AssertDamage("offset 0x20: a row begins with AA 50, and this one with 0050", With(bytes, 0x20, 0));
        AssertDamage("offset 0x120: rows go on behind the MD5", With(bytes, 0x120, 0xAA));
        AssertDamage("offset 0x100: the row of 0xFF", bytes[..0x100]);
        Assert.IsTrue(PartitionBinary.IsErased(Enumerable.Repeat((byte)0xFF, 0xC00).ToArray()));
    }

    [TestMethod]
    public void WhatLiesBeyondTheFlashIsRefused()
    {
        PartitionTable table = PartitionCsv.Read(Fixture);
        table.RequireFits(0x310000);
        FlashingException e = Assert.ThrowsExactly<FlashingException>(() => table.RequireFits(0x30F000));
        StringAssert.Contains(e.Message, "sixteen_letters_ ends at 0x310000, and the flash at 0x30F000");
    }

    private static void AssertDamage(string message, byte[] bytes)
    {
        FlashingException e = Assert.ThrowsExactly<FlashingException>(() => PartitionBinary.Read(bytes));
        StringAssert.StartsWith(e.Message, message);
    }

    private static byte[] With(byte[] bytes, int at, byte value)
    {
        byte[] copy = [.. bytes];
        copy[at] = value;
        return copy;
    }
}
