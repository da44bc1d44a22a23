using System;
using CameraNode;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SqueezeNet.Embedded.Tests.Firmware.Nodes;

/// <summary>Which setting helps where a device has no memory for a JPEG.</summary>
[TestClass]
public sealed class SnapshotAdviceTests
{
    private static readonly Frame frame = new(new byte[192], 8, 8, PixelFormat.Rgb888);

    /// <summary>The driver writes 16 KB at most then, whatever the setting is: raising it would not help.</summary>
    [TestMethod]
    [DataRow(20_000L, 32_768, "It has more than 16384 bytes at any quality, and PSRAM has no 32768 bytes free; "
        + "lower snapshotBytes to what freeExternal of the status has, or take smaller frames.")]
    [DataRow(40_000L, 32_768, "It has more than 32768 bytes at any quality; raise snapshotBytes or take smaller "
        + "frames.")]
    [DataRow(0L, 16_384, "It has more than 16384 bytes at any quality; raise snapshotBytes or take smaller frames.")]
    [DataRow(-1L, 32_768, "It has more than 32768 bytes at any quality; raise snapshotBytes or take smaller frames.")]
    public void AJpegThatIsTooLong(long external, int most, string problem)
    {
        Assert.AreEqual(problem, Make(new Encoder(null), external, most).Problem);
    }

    [TestMethod]
    [DataRow(0L, 32_768, 16_384)]
    [DataRow(0L, 10_000, 10_000)]
    [DataRow(40_000L, 32_768, 32_768)]
    public void NoMemoryForOne(long external, int most, int below)
    {
        foreach (Exception fault in new Exception[]
            {
                new OutOfMemoryException(), new CameraException(ErrorCode.Memory, "There is none."),
            })
        {
            Assert.AreEqual(
                $"There is not enough free memory for it; set snapshotBytes below {below}, or take smaller frames.",
                Make(new Encoder(fault), external, most).Problem);
        }

        CameraException busy = new(ErrorCode.Busy, "Try again.");
        Assert.AreEqual("Try again.", Make(new Encoder(busy), external, most).Problem);
    }

    /// <summary>A negative number of bytes stands for a computer.</summary>
    private static Snapshot Make(Encoder encoder, long external, int most)
    {
        NodeSettings settings = new() { SnapshotBytes = most };
        return new SnapshotMaker(encoder, settings, external < 0 ? null : new Gauge(external))
            .Make(frame, new FrameClassification(1, 0, "cat", 1, 1, string.Empty));
    }

    private sealed class Encoder(Exception? fault) : ISnapshotEncoder
    {
        public byte[]? Encode(Frame frame, int quality, int mostBytes)
        {
            return fault is null ? null : throw fault;
        }
    }

    private sealed class Gauge(long external) : IMemoryGauge
    {
        public long Managed => 100_000;

        public long Internal => 50_000;

        public long External => external;
    }
}
