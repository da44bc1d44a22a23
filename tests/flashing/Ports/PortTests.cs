using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Flashing;
using SqueezeNet.Embedded.Flashing.Ports;

namespace SqueezeNet.Embedded.Tests.Flashing.Ports;

/// <summary>Which ports there are, what hangs on them, and which is taken.</summary>
[TestClass]
public sealed class PortTests
{
    private readonly TemporaryFolder folder = new();
    private readonly MadeUpSystem system;

    public PortTests()
    {
        system = new MadeUpSystem(folder.File("root"));
    }

    public TestContext TestContext { get; set; } = null!;

    [TestCleanup]
    public void RemoveFolder()
    {
        folder.Dispose();
    }

    [TestMethod]
    [DataRow("ttyACM0", "303a", "1001", "USB of the ESP32 itself", true)]
    [DataRow("ttyACM0", "303A", "4001", "a device of Espressif", true)]
    [DataRow("ttyUSB0", "10c4", "ea60", "CP210x bridge", true)]
    [DataRow("ttyUSB1", "1a86", "7523", "CH340 bridge", true)]
    [DataRow("ttyUSB1", "067b", "2303", "A made-up device", false)]
    public void APortTellsWhatHangsOnIt(string tty, string vendor, string product, string device, bool isBoard)
    {
        system.AddUsb(tty, vendor, product, "0001");

        SerialPortInfo port = system.Ports.All().Single();

        Assert.AreEqual($"/dev/{tty}", port.Name);
        Assert.AreEqual($"{vendor}:{product}", port.UsbId);
        Assert.AreEqual(device, port.Device);
        Assert.AreEqual("0001", port.SerialNumber);
        Assert.AreEqual(isBoard, port.IsLikelyBoard);
        Assert.IsTrue(port.IsPermitted);
    }

    [TestMethod]
    public void TheComputersOwnPortsAreNoBoards()
    {
        system.AddOwn("ttyS0");

        Assert.IsEmpty(system.Ports.All());
        StringAssert.Contains(Refused(null).Message, "no serial port that a board can hang on");
    }

    [TestMethod]
    public void TheOneThatCanBeABoardIsTaken()
    {
        system.AddUsb("ttyUSB0", "067b", "2303");
        system.AddUsb("ttyACM0", "303a", "1001");

        Assert.AreEqual("/dev/ttyACM0", PortChoice.Pick(system.Ports, null));
    }

    [TestMethod]
    public void TheOnlyPortIsTakenThoughNobodyKnowsIt()
    {
        system.AddUsb("ttyUSB0", "067b", "2303");

        Assert.AreEqual("/dev/ttyUSB0", PortChoice.Pick(system.Ports, null));
    }

    [TestMethod]
    public void SeveralBoardsAreNamed()
    {
        system.AddUsb("ttyUSB0", "10c4", "ea60");
        system.AddUsb("ttyACM0", "303a", "1001");

        FlashingException e = Refused(null);

        StringAssert.Contains(e.Message, "/dev/ttyACM0 (USB of the ESP32 itself), /dev/ttyUSB0 (CP210x bridge)");
        StringAssert.Contains(e.Message, "--port");
        Assert.AreEqual(FlashingCause.Environment, e.Cause);
    }

    [TestMethod]
    public void APortThatIsNotThereNamesThoseThatAre()
    {
        system.AddUsb("ttyACM0", "303a", "1001");

        StringAssert.Contains(Refused("/dev/ttyACM7").Message, "There is no port /dev/ttyACM7; there are /dev/ttyACM0");
    }

    /// <summary>Whoever names the computer's own port, or an address, means it.</summary>
    [TestMethod]
    [DataRow("/dev/ttyS0")]
    [DataRow("socket://localhost:4000")]
    public void AGivenPortIsTakenAtItsWord(string name)
    {
        system.AddOwn("ttyS0");

        Assert.AreEqual(name, PortChoice.Pick(system.Ports, name));
    }

    [TestMethod]
    [DataRow("root:x:0:\ndialout:x:20:\n", "dialout")]
    [DataRow("root:x:0:\nuucp:x:986:\n", "uucp")]
    [DataRow("", "dialout")]
    public void AMissingPermissionNamesTheGroup(string groups, string name)
    {
        system.SetGroups(groups);

        StringAssert.Contains(
            PortChoice.PermissionRemedy(system.Ports, "/dev/ttyACM0"), $"sudo usermod -aG {name} $USER");
    }

    [TestMethod]
    public void WhoHasAPortOpenIsSeen()
    {
        system.Hold("/dev/ttyUSB0", 12, "picocom");

        Assert.AreEqual("picocom (process 12)", system.Ports.Holder("/dev/ttyUSB0"));
        Assert.IsNull(system.Ports.Holder("/dev/ttyUSB1"));
    }

    [TestMethod]
    public async Task APortThatStaysAwayIsGivenUp()
    {
        system.AddUsb("ttyACM0", "303a", "1001", "A");
        PortReturn back = new(system.Ports, "/dev/ttyACM0", TimeSpan.FromSeconds(0.3));
        system.Remove("ttyACM0");

        // Another board is not the same one.
        system.AddUsb("ttyACM1", "303a", "1001", "B");
        FlashingException e = await Assert.ThrowsExactlyAsync<FlashingException>(
            () => back.WaitAsync(TestContext.CancellationToken));

        StringAssert.Contains(e.Message, "did not come back");
        StringAssert.Contains(e.Message, "hold BOOT, press RESET");
    }

    [TestMethod]
    public async Task APortIsWaitedFor()
    {
        system.AddUsb("ttyACM0", "303a", "1001", "A");
        PortReturn back = new(system.Ports, "/dev/ttyACM0", TimeSpan.FromSeconds(30));
        system.Remove("ttyACM0");
        Task<string> waiting = back.WaitAsync(TestContext.CancellationToken);
        Assert.IsFalse(waiting.IsCompleted);
        system.AddUsb("ttyACM0", "303a", "1001", "A");

        Assert.AreEqual("/dev/ttyACM0", await waiting);
    }

    private FlashingException Refused(string? given)
    {
        return Assert.ThrowsExactly<FlashingException>(() => PortChoice.Pick(system.Ports, given));
    }
}
