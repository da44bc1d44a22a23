using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Flashing.Consoles;

namespace SqueezeNet.Embedded.Tests.Flashing.Consoles;

/// <summary>Lines out of bytes that are cut anywhere and have a debugger's packets between them.</summary>
[TestClass]
public sealed class ConsoleTextTests
{
    private static readonly byte[] stream =
    [
        .. "ESP-ROM:esp32s3-20210327\r\nNFPK is no packet\r\n"u8,
        .. Packets.Of(Packets.Ping, "\u0001binary\n\u0002"),
        .. "Sta"u8,
        .. Packets.Of(Packets.Ping, string.Empty),
        .. "te 2\r\n"u8,
        .. Packets.Of(Packets.Message, "Frame 1: heart 0.9731\r\n"),
        .. "tschüß\r\n"u8,
    ];

    private static readonly string[] lines =
    [
        "ESP-ROM:esp32s3-20210327", "NFPK is no packet", "State 2", "Frame 1: heart 0.9731", "tschüß",
    ];

    [TestMethod]
    public void LinesAreTheSameHoweverTheBytesAreCut()
    {
        Arbitrary<int[]> cuts = Gen.Choose(1, 50).ArrayOf(40).ToArbitrary();
        Prop.ForAll(cuts, sizes => Cut(stream, sizes).SequenceEqual(lines)).QuickCheckThrowOnFailure();
    }

    /// <summary>A reset in the middle of a packet.</summary>
    [TestMethod]
    public void APacketThatIsCutTakesNoMoreThanTheNextOne()
    {
        byte[] cut = Packets.Of(Packets.Ping, new string('x', 200))[..60];
        byte[] bytes = [.. cut, .. Packets.Of(Packets.Message, "here\n"), .. "after\n"u8];

        CollectionAssert.AreEqual(new[] { "here", "after" }, new ConsoleText().Add(bytes).ToArray());
    }

    [TestMethod]
    public void ASizeThatCannotBeIsNotWaitedFor()
    {
        byte[] packet = Packets.Of(Packets.Ping, string.Empty);
        packet[30] = 0xff;

        CollectionAssert.AreEqual(
            new[] { "text" }, new ConsoleText().Add([.. packet, .. "text\n"u8]).ToArray());
    }

    [TestMethod]
    public void PaddingAndNoiseAreNoText()
    {
        ConsoleText text = new();

        Assert.AreEqual("abc", text.Add("a\0\u0001b\u007fc\r\n"u8)[0]);
    }

    [TestMethod]
    public void ATextWithoutAnEndIsGivenOnDemand()
    {
        ConsoleText text = new();

        Assert.IsEmpty(text.Add("There is no flash par"u8));
        Assert.AreEqual("There is no flash par", text.Flush());
        Assert.IsNull(text.Flush());
    }

    [TestMethod]
    public void AnEndlessLineIsCut()
    {
        Assert.HasCount(1, new ConsoleText().Add(Encoding.ASCII.GetBytes(new string('x', 1500))));
    }

    private static List<string> Cut(byte[] bytes, int[] sizes)
    {
        ConsoleText text = new();
        List<string> found = [];
        int at = 0;
        for (int i = 0; at < bytes.Length; i++)
        {
            int size = Math.Min(sizes[i % sizes.Length], bytes.Length - at);
            found.AddRange(text.Add(bytes.AsSpan(at, size)));
            at += size;
        }

        return found;
    }
}
