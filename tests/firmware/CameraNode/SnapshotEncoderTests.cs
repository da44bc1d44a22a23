using System;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Tests.Firmware.Library.Cameras;

namespace SqueezeNet.Embedded.Tests.Firmware.Nodes;

/// <summary>The device's encoder: the camera's, with the frame where it is.</summary>
[TestClass]
public sealed class SnapshotEncoderTests
{
    private static readonly CameraPins pins = CameraBoards.Find("esp32-s3-eye");

    [TestMethod]
    public void TheJpegIsReadAndDropped()
    {
        ScriptedDriver driver = new() { JpegBytes = 7 };
        using Camera camera = new(driver, pins, new CameraOptions());
        using CameraFrame frame = camera.Capture();
        byte[]? jpeg = new CameraNode.CameraEncoder().Encode(frame, 70, 1000);
        CollectionAssert.AreEqual(Enumerable.Repeat((byte)7, 7).ToArray(), jpeg);
        CollectionAssert.AreEqual(
            new[] { "encode 1 70 1000", "read jpeg 0 7", "drop jpeg" }, driver.Calls.TakeLast(3).ToArray());
    }

    [TestMethod]
    public void WhatIsTooLongOrFailsIsNoJpeg()
    {
        ScriptedDriver driver = new();
        using Camera camera = new(driver, pins, new CameraOptions());
        CameraFrame frame = camera.Capture();
        Assert.IsNull(frame.ToJpeg(80, 10));
        foreach ((ErrorCode code, string remedy) in new[]
            {
                (ErrorCode.Memory, "There is no memory for the JPEG"), (ErrorCode.Busy, "try again"),
                (ErrorCode.Unsupported, "built with esp32-camera"), (ErrorCode.Closed, "capture another"),
            })
        {
            driver.JpegBytes = (int)code;
            CameraException e = Assert.ThrowsExactly<CameraException>(() => frame.ToJpeg(80, 10));
            Assert.AreEqual(code, e.Code);
            StringAssert.Contains(e.Message, remedy);
        }

        driver.JpegBytes = 5;
        driver.JpegRead = 4;
        Assert.AreEqual(ErrorCode.Closed, Assert.ThrowsExactly<CameraException>(() => frame.ToJpeg(80, 10)).Code);
        Assert.AreEqual("drop jpeg", driver.Calls[^1], "whatever happens");
        foreach ((int quality, int most) in new[] { (0, 10), (101, 10), (50, 0) })
        {
            Assert.ThrowsExactly<ArgumentException>(() => frame.ToJpeg(quality, most));
        }

        frame.Dispose();
        Assert.AreEqual(ErrorCode.Closed, Assert.ThrowsExactly<CameraException>(() => frame.ToJpeg(80, 10)).Code);
    }
}
