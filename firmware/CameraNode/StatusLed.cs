using System.Device.Gpio;

namespace CameraNode
{
    /// <summary>A light that turns over with every picture, so that one sees the node live.</summary>
    public sealed class StatusLed
    {
        private readonly GpioPin pin;

        /// <summary>Makes a light.</summary>
        /// <param name="pin">An output.</param>
        public StatusLed(GpioPin pin)
        {
            this.pin = pin;
            Off();
        }

        /// <summary>Turns it over.</summary>
        public void Toggle()
        {
            pin.Toggle();
        }

        /// <summary>Turns it off.</summary>
        public void Off()
        {
            pin.Write(PinValue.Low);
        }
    }
}
