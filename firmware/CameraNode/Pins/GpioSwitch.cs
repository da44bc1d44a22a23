using System.Device.Gpio;

namespace CameraNode
{
    /// <summary>
    /// An output of the chip that shows no wrong level when it is opened. nanoFramework refuses to write to a pin that
    /// is no output yet, and drives one low that becomes an output. So one that is on when low stays an input with a
    /// pull-up while it is off, and becomes an output to be on: it is never driven high.
    /// </summary>
    internal sealed class GpioSwitch : ISwitch
    {
        private readonly GpioPin pin;
        private readonly bool activeLow;

        public GpioSwitch(GpioPin pin, bool activeLow)
        {
            this.pin = pin;
            this.activeLow = activeLow;
            if (activeLow)
            {
                pin.SetPinMode(PinMode.InputPullUp);
            }
            else
            {
                pin.SetPinMode(PinMode.Output);
                pin.Write(PinValue.Low);
            }
        }

        /// <inheritdoc/>
        public void Set(bool on)
        {
            if (!activeLow)
            {
                pin.Write(on ? PinValue.High : PinValue.Low);
            }
            else
            {
                pin.SetPinMode(on ? PinMode.Output : PinMode.InputPullUp);
            }
        }
    }
}
