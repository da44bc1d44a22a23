using System.IO;
using System.Linq;
using CameraNode;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Tests.Firmware.Library.Cameras;
using SqueezeNet.Embedded.Tests.Firmware.Nodes.Fakes;

namespace SqueezeNet.Embedded.Tests.Firmware.Nodes;

/// <summary>What a node gets from its board.</summary>
[TestClass]
public class BoardTests
{
    [TestMethod]
    public void ACameraThatDoesNotStartIsTriedAgain()
    {
        int tries = 0;
        ScriptedDriver driver = new();
        using BoardCamera camera = new(() => tries++ < 2
            ? throw new CameraException(ErrorCode.Camera, "No sensor.")
            : new Camera(driver, CameraBoards.Find("esp32-s3-eye"), new CameraOptions()));
        Assert.AreEqual(0, camera.Restarts);
        Assert.ThrowsExactly<CameraException>(() => camera.Capture());
        Assert.ThrowsExactly<CameraException>(() => camera.Capture());

        Frame frame = camera.Capture()!;
        Assert.AreEqual(1, driver.Out);
        camera.Release(frame);

        Assert.AreEqual(0, driver.Out);
        Assert.AreEqual(3, tries);
        camera.Dispose();
        Assert.AreEqual("close", driver.Calls[^1]);
    }

    /// <summary>The driver may have filled all its buffers before the light went on.</summary>
    [TestMethod]
    public void FramesOfBeforeAreLetGo()
    {
        ScriptedDriver driver = new();
        using BoardCamera camera =
            new(() => new Camera(driver, CameraBoards.Find("esp32-s3-eye"), new CameraOptions { Buffers = 3 }));

        camera.Refresh();

        Assert.AreEqual(0, driver.Out);
        Assert.AreEqual(3, driver.Calls.Count(call => call.StartsWith("grab")));
        driver.Grabs(ErrorCode.NoFrame);
        Assert.ThrowsExactly<CameraException>(() => camera.Refresh());
    }

    [TestMethod]
    public void TheDevicesOwnSettingsAreRight()
    {
        NodeSettings settings = DeviceSettings.Make();
        settings.Check();

        using Camera camera =
            new(new ScriptedDriver(), DeviceSettings.Pins(settings), DeviceSettings.Options(settings));
        Assert.AreEqual(0, camera.Restarts);
    }

    [TestMethod]
    public void AModelIsInAPartitionOrAFile()
    {
        string path = Path.GetTempFileName();
        File.WriteAllBytes(path, CatsAndDogs.Blob);
        using (Network network = new StoredModel(path, new NetworkOptions { Backend = Backend.Managed }).Open(_ => { }))
        {
            Assert.AreEqual("hand", network.Name);
        }

        File.Delete(path);
        ModelException missing = Assert.ThrowsExactly<ModelException>(
            () => new StoredModel(path, new NetworkOptions { Backend = Backend.Managed }).Open(_ => { }));
        Assert.AreEqual(ErrorCode.Storage, missing.Code);
        ModelException partition = Assert.ThrowsExactly<ModelException>(
            () => new StoredModel("no-such", new NetworkOptions()).Open(_ => { }));
        Assert.AreEqual(ErrorCode.Partition, partition.Code);
    }
}
