using System;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SqueezeNet.Embedded.Tests.Firmware.Library.Cameras;

[TestClass]
public sealed class CameraTests
{
    private static readonly CameraPins eye = CameraBoards.Find("esp32-s3-eye");

    [TestMethod]
    public void GivesFramesWithoutCopyingThem()
    {
        ScriptedDriver driver = new();
        using Camera camera = new(driver, eye, new CameraOptions());
        using CameraFrame frame = camera.Capture();
        Assert.AreEqual((4, 3, 4, PixelFormat.Gray8), (frame.Width, frame.Height, frame.Stride, frame.Format));
        Assert.AreEqual(1234, frame.Milliseconds);
        Assert.AreEqual(1, frame.Handle);
        CollectionAssert.AreEqual(Enumerable.Repeat((byte)1, 12).ToArray(), frame.Pixels);
        frame.Dispose();
        frame.Dispose();
        Assert.AreEqual(0, driver.Out);
        Assert.AreEqual(1, driver.Calls.Count(c => c == "return 1"));
    }

    [TestMethod]
    public void ReturnedFrameHasNoPixels()
    {
        using Camera camera = new(new ScriptedDriver(), eye, new CameraOptions());
        CameraFrame frame = camera.Capture();
        frame.Dispose();
        CameraException e = Assert.ThrowsExactly<CameraException>(() => _ = frame.Pixels);
        Assert.AreEqual(ErrorCode.Closed, e.Code);
    }

    [TestMethod]
    public void TellsTheDriverWhatTheBoardAndTheOptionsSay()
    {
        ScriptedDriver driver = new();
        CameraOptions options = new()
        {
            Width = 320,
            Height = 240,
            Format = PixelFormat.Gray8,
            Buffers = 3,
            ClockHz = 16000000,
            Flip = true,
        };
        new Camera(driver, CameraBoards.Find("xiao-esp32s3-sense"), options).Dispose();
        Assert.AreEqual(
            "open -1 -1 10 40 39 15 17 18 16 14 12 11 48 38 47 13 | 320 240 3 3 16000000 0 1 0", driver.Calls[0]);
    }

    [TestMethod]
    public void StuckCameraIsStartedAgain()
    {
        ScriptedDriver driver = new ScriptedDriver()
            .Grabs(ErrorCode.NoFrame, ErrorCode.NoFrame, ErrorCode.Ok)
            .Grabs(ErrorCode.NoFrame, ErrorCode.NoFrame, ErrorCode.NoFrame);
        using Camera camera = new(driver, eye, new CameraOptions { MissesUntilRestart = 3, FrameMilliseconds = 500 });
        AssertMisses(camera, 2);
        camera.Capture().Dispose();
        AssertMisses(camera, 2);
        Assert.AreEqual(0, camera.Restarts, "a frame between starts the count again");
        AssertMisses(camera, 1);
        Assert.AreEqual(1, camera.Restarts);
        CollectionAssert.AreEqual(new[] { "grab 500", "close" }, driver.Calls[^3..^1]);
        camera.Capture().Dispose();
    }

    [TestMethod]
    public void RestartThatFailsIsTriedAtTheNextCapture()
    {
        ScriptedDriver driver = new ScriptedDriver()
            .Opens(0, (int)ErrorCode.Busy, (int)ErrorCode.Camera)
            .Grabs(ErrorCode.NoFrame);
        using Camera camera = new(driver, eye, new CameraOptions { MissesUntilRestart = 1 });
        driver.Detail = 0x105;
        Assert.AreEqual(ErrorCode.Busy, Assert.ThrowsExactly<CameraException>(() => camera.Capture()).Code);
        CameraException e = Assert.ThrowsExactly<CameraException>(() => camera.Capture());
        Assert.AreEqual(ErrorCode.Camera, e.Code);
        StringAssert.Contains(e.Message, "0x105");
        StringAssert.Contains(e.Message, "SDA");
        camera.Capture().Dispose();
        Assert.AreEqual(1, camera.Restarts);
    }

    [TestMethod]
    [DataRow(ErrorCode.NoFrame, 0, "no frame came")]
    [DataRow(ErrorCode.Memory, 0, "PSRAM")]
    [DataRow(ErrorCode.Image, 0, "320 x 240")]
    [DataRow(ErrorCode.Camera, 0x20001, "No sensor answers")]
    [DataRow(ErrorCode.Camera, 0x101, "no memory")]
    public void StartThatFailsSaysWhatHelps(ErrorCode code, int detail, string remedy)
    {
        ScriptedDriver driver = new ScriptedDriver { Detail = detail }.Opens((int)code);
        CameraException e = Assert.ThrowsExactly<CameraException>(() => new Camera(driver, eye, new CameraOptions()));
        Assert.AreEqual(code, e.Code);
        StringAssert.Contains(e.Message, remedy);
    }

    [TestMethod]
    public void FrameThatMakesNoSenseGoesBack()
    {
        ScriptedDriver driver = new() { Facts = [4, 3, 11, (int)PixelFormat.Gray8, 0] };
        using Camera camera = new(driver, eye, new CameraOptions());
        Assert.ThrowsExactly<ImageException>(() => camera.Capture());
        Assert.AreEqual(0, driver.Out);
    }

    [TestMethod]
    public void OrientationOutlivesARestart()
    {
        ScriptedDriver driver = new ScriptedDriver().Grabs(ErrorCode.NoFrame);
        using Camera camera = new(driver, eye, new CameraOptions { MissesUntilRestart = 1 });
        camera.Orient(true, false);
        AssertMisses(camera, 1);
        StringAssert.EndsWith(driver.Calls[^1], "20000000 1 0 0");
    }

    [TestMethod]
    public void DesktopHasNone()
    {
        CameraException e = Assert.ThrowsExactly<CameraException>(() => new Camera(eye, new CameraOptions()));
        Assert.AreEqual(ErrorCode.Unsupported, e.Code);
    }

    [TestMethod]
    public void ClosedCameraRefusesEverything()
    {
        ScriptedDriver driver = new();
        Camera camera = new(driver, eye, new CameraOptions());
        camera.Dispose();
        camera.Dispose();
        Assert.AreEqual(1, driver.Calls.Count(c => c == "close"));
        Assert.ThrowsExactly<ObjectDisposedException>(() => camera.Capture());
        Assert.ThrowsExactly<ObjectDisposedException>(() => camera.Orient(false, false));
    }

    [TestMethod]
    public void ImpossibleOptionsAreRefusedBeforeTheDriverSeesThem()
    {
        CameraOptions[] wrong =
        [
            new() { Width = 0 }, new() { Height = 5000 }, new() { Format = PixelFormat.Rgb888 }, new() { Buffers = 4 },
            new() { ClockHz = 10 }, new() { FrameMilliseconds = 0 }, new() { MissesUntilRestart = 0 },
        ];
        foreach (CameraOptions options in wrong)
        {
            ScriptedDriver driver = new();
            Assert.ThrowsExactly<ArgumentException>(() => new Camera(driver, eye, options));
            Assert.IsEmpty(driver.Calls);
        }
    }

    [TestMethod]
    public void BoardsAreWiredPossibly()
    {
        foreach (string name in CameraBoards.Names)
        {
            Assert.HasCount(CameraPins.Count, CameraBoards.Find(name).ToArray());
        }

        ArgumentException e = Assert.ThrowsExactly<ArgumentException>(() => CameraBoards.Find("toaster"));
        StringAssert.Contains(e.Message, "esp32-s3-eye");
    }

    [TestMethod]
    public void PinsAreChecked()
    {
        int[] good = eye.ToArray();
        Assert.ThrowsExactly<ArgumentException>(() => new CameraPins(null!));
        Assert.ThrowsExactly<ArgumentException>(() => new CameraPins(good[1..]));
        foreach ((int at, int pin) in new[] { (3, -1), (15, -1), (0, 49), (0, -2), (5, good[6]) })
        {
            int[] pins = (int[])good.Clone();
            pins[at] = pin;
            Assert.ThrowsExactly<ArgumentException>(() => new CameraPins(pins));
        }

        good[0] = 1;
        Assert.AreEqual(-1, eye.ToArray()[0], "the pins are a copy");
    }

    private static void AssertMisses(Camera camera, int count)
    {
        for (int i = 0; i < count; i++)
        {
            CameraException e = Assert.ThrowsExactly<CameraException>(() => camera.Capture());
            Assert.AreEqual(ErrorCode.NoFrame, e.Code);
        }
    }
}
