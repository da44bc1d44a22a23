using System.Device.Gpio;

namespace CameraNode
{
    /// <summary>A light-emitting diode at a pin.</summary>
    public sealed class GpioLight : ILight
    {
        private readonly GpioPin pin;
        private readonly bool activeLow;

        /// <summary>Names the lamp.</summary>
        /// <param name="pin">An output.</param>
        /// <param name="activeLow">Whether it shines when the pin is low.</param>
        public GpioLight(GpioPin pin, bool activeLow)
        {
            this.pin = pin;
            this.activeLow = activeLow;
        }

        /// <inheritdoc/>
        public void Set(bool on)
        {
            pin.Write(on != activeLow ? PinValue.High : PinValue.Low);
        }
    }
}
