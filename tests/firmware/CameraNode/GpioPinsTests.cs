using System;
using System.Collections.Generic;
using System.Device.Gpio;
using System.Linq;
using CameraNode;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using nanoFramework.Hardware.Esp32;

namespace SqueezeNet.Embedded.Tests.Firmware.Nodes;

/// <summary>The chip's pins, on a stand-in that behaves as nanoFramework's sources say.</summary>
[TestClass]
public class GpioPinsTests
{
    /// <summary>A relay that is on when its pin is low must not click when the device starts.</summary>
    [TestMethod]
    [DataRow(false, "open low low high low")]
    [DataRow(true, "open up low up")]
    public void AnOutputShowsNoWrongLevel(bool activeLow, string levels)
    {
        using GpioController controller = new();
        OutputPin output = new(4, "cat", 500) { ActiveLow = activeLow };
        ISwitch made = new GpioPins(controller).Open(output);

        made.Set(true);
        made.Set(false);

        controller.ClosePin(4);
        Assert.AreEqual(levels, string.Join(' ', Levels(controller, made)));
    }

    [TestMethod]
    public void ATriggerHasItsPullAndItsDebounce()
    {
        using GpioController controller = new();
        GpioPins pins = new(controller);
        List<bool> changes = [];
        TriggerPin trigger = new(2) { Pull = PinPull.Up, DebounceMilliseconds = 70 };

        pins.Listen(trigger, changes.Add);

        InvalidOperationException open =
            Assert.ThrowsExactly<InvalidOperationException>(() => controller.OpenPin(2));
        Assert.Contains("open already", open.Message);
        GpioPin pin = Pin(controller, 2);
        Assert.AreEqual(PinMode.InputPullUp, pin.GetPinMode());
        Assert.AreEqual(TimeSpan.FromMilliseconds(70), pin.DebounceTimeout);
        pin.Drive(PinValue.High);
        Assert.IsTrue(pins.IsHigh(2));
        pin.Drive(PinValue.Low);
        Assert.IsFalse(pins.IsHigh(2));
        CollectionAssert.AreEqual(new[] { true, false }, changes);
    }

    [TestMethod]
    public void WritingToAnInputIsRefusedAsOnADevice()
    {
        using GpioController controller = new();
        GpioPin pin = controller.OpenPin(4);
        Assert.ThrowsExactly<ArgumentException>(() => pin.Write(PinValue.High));
    }

    [TestMethod]
    public void NoSleepCameBeforeADesktopsStart()
    {
        Assert.AreEqual(Sleep.WakeupCause.Undefined, Sleep.GetWakeupCause());
        Assert.IsFalse(DeepSleep.WasEndedByTime || DeepSleep.WasEndedByPin);
    }

    private static IEnumerable<string> Levels(GpioController controller, ISwitch made)
    {
        _ = controller;
        return Field<GpioPin>(made, "pin").Levels;
    }

    private static GpioPin Pin(GpioController controller, int number)
    {
        return Field<Dictionary<int, GpioPin>>(controller, "pins")[number];
    }

    private static T Field<T>(object owner, string name)
    {
        return (T)owner.GetType().GetFields(
            System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)
            .Single(field => field.Name == name).GetValue(owner)!;
    }
}
