using System;
using System.Collections;
using System.Device.Gpio;

namespace CameraNode
{
    /// <summary>The pins of the chip.</summary>
    public sealed class GpioPins : IPins
    {
        private readonly GpioController controller;

        // They must outlive the method that opens them.
        private readonly ArrayList handlers = new ArrayList();

        /// <summary>Takes the controller that all pins come from.</summary>
        public GpioPins(GpioController controller)
        {
            this.controller = controller;
        }

        /// <inheritdoc/>
        public ISwitch Open(OutputPin output)
        {
            return new GpioSwitch(controller.OpenPin(output.Pin), output.ActiveLow);
        }

        /// <inheritdoc/>
        public void Listen(TriggerPin trigger, PinHandler changed)
        {
            GpioPin pin = controller.OpenPin(
                trigger.Pin,
                trigger.Pull == PinPull.Up ? PinMode.InputPullUp
                    : trigger.Pull == PinPull.Down ? PinMode.InputPullDown : PinMode.Input);

            // Before the handler: it is put into effect with that.
            pin.DebounceTimeout = new TimeSpan(TimeSpan.TicksPerMillisecond * trigger.DebounceMilliseconds);
            PinValueChangedEventHandler handler = (sender, e) => changed(e.ChangeType == PinEventTypes.Rising);
            handlers.Add(handler);
            pin.ValueChanged += handler;
        }

        /// <inheritdoc/>
        public bool IsHigh(int pin)
        {
            return controller.Read(pin) == PinValue.High;
        }
    }
}
