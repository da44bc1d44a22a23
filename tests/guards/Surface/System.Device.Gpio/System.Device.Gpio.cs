// nanoFramework.System.Device.Gpio 1.1.62: public and protected members of System.Device.Gpio.dll, without generic members, which CLR 1.17 cannot
// run. A reference assembly: what compiles against it uses nothing else. Facts, read from the library's metadata; one
// member a line. tests/guards/README.md says how to renew or extend it.
[assembly: System.Reflection.AssemblyVersion("1.1.62.0")]

namespace System.Device.Gpio
{
    public sealed class GpioController : global::System.IDisposable
    {
        public global::System.Device.Gpio.PinNumberingScheme NumberingScheme { get => throw null; }
        public int PinCount { get => throw null; }
        public GpioController() => throw null;
        public GpioController(global::System.Device.Gpio.PinNumberingScheme numberingScheme) => throw null;
        public global::System.Device.Gpio.GpioPin OpenPin(int pinNumber) => throw null;
        public global::System.Device.Gpio.GpioPin OpenPin(int pinNumber, global::System.Device.Gpio.PinMode mode) => throw null;
        public void ClosePin(int pinNumber) => throw null;
        public void Dispose() => throw null;
        public global::System.Device.Gpio.PinMode GetPinMode(int pinNumber) => throw null;
        public bool IsPinModeSupported(int pinNumber, global::System.Device.Gpio.PinMode mode) => throw null;
        public bool IsPinOpen(int pinNumber) => throw null;
        public global::System.Device.Gpio.PinValue Read(int pinNumber) => throw null;
        public void RegisterCallbackForPinValueChangedEvent(int pinNumber, global::System.Device.Gpio.PinEventTypes eventTypes, global::System.Device.Gpio.PinChangeEventHandler callback) => throw null;
        public void SetPinMode(int pinNumber, global::System.Device.Gpio.PinMode mode) => throw null;
        public void UnregisterCallbackForPinValueChangedEvent(int pinNumber, global::System.Device.Gpio.PinChangeEventHandler callback) => throw null;
        public void Write(int pinNumber, global::System.Device.Gpio.PinValue value) => throw null;
    }

    public sealed class GpioPin : global::System.IDisposable
    {
        internal GpioPin() => throw null;
        public global::System.TimeSpan DebounceTimeout { get => throw null; set => throw null; }
        public int PinNumber { get => throw null; }
        public event global::System.Device.Gpio.PinValueChangedEventHandler ValueChanged { add => throw null; remove => throw null; }
        public global::System.Device.Gpio.PinMode GetPinMode() => throw null;
        public bool IsPinModeSupported(global::System.Device.Gpio.PinMode pinMode) => throw null;
        public void SetPinMode(global::System.Device.Gpio.PinMode value) => throw null;
        public global::System.Device.Gpio.PinValue Read() => throw null;
        public void Write(global::System.Device.Gpio.PinValue value) => throw null;
        public void Toggle() => throw null;
        public void Dispose() => throw null;
    }

    public delegate void PinChangeEventHandler(object sender, global::System.Device.Gpio.PinValueChangedEventArgs pinValueChangedEventArgs);

    [global::System.Flags]
    public enum PinEventTypes
    {
        None = 0,
        Rising = 1,
        Falling = 2,
    }

    public enum PinMode
    {
        Input = 0,
        InputPullDown = 1,
        InputPullUp = 2,
        Output = 3,
        OutputOpenDrain = 4,
        OutputOpenDrainPullUp = 5,
        OutputOpenSource = 6,
        OutputOpenSourcePullDown = 7,
    }

    public enum PinNumberingScheme
    {
        Logical = 0,
        Board = 1,
    }

    public readonly struct PinValue
    {
        private readonly byte _value;
        public static global::System.Device.Gpio.PinValue High { get => throw null; }
        public static global::System.Device.Gpio.PinValue Low { get => throw null; }
        public static implicit operator global::System.Device.Gpio.PinValue(int value) => throw null;
        public static implicit operator global::System.Device.Gpio.PinValue(bool value) => throw null;
        public static explicit operator byte(global::System.Device.Gpio.PinValue value) => throw null;
        public static explicit operator int(global::System.Device.Gpio.PinValue value) => throw null;
        public static explicit operator bool(global::System.Device.Gpio.PinValue value) => throw null;
        public bool Equals(global::System.Device.Gpio.PinValue other) => throw null;
        public override bool Equals(object obj) => throw null;
        public static bool operator ==(global::System.Device.Gpio.PinValue a, global::System.Device.Gpio.PinValue b) => throw null;
        public static bool operator !=(global::System.Device.Gpio.PinValue a, global::System.Device.Gpio.PinValue b) => throw null;
        public override int GetHashCode() => throw null;
        public override string ToString() => throw null;
    }

    public class PinValueChangedEventArgs : global::nanoFramework.Runtime.Events.BaseEvent
    {
        public global::System.Device.Gpio.PinEventTypes ChangeType { get => throw null; }
        public int PinNumber { get => throw null; }
        public PinValueChangedEventArgs(global::System.Device.Gpio.PinEventTypes changeType, int pinNumber) => throw null;
    }

    public delegate void PinValueChangedEventHandler(object sender, global::System.Device.Gpio.PinValueChangedEventArgs e);

    public readonly struct PinValuePair
    {
        private readonly int _pinNumber;
        private readonly int _pinValue;
        public int PinNumber { get => throw null; }
        public global::System.Device.Gpio.PinValue PinValue { get => throw null; }
        public PinValuePair(int pinNumber, global::System.Device.Gpio.PinValue pinValue) => throw null;
        public void Deconstruct(out int pinNumber, out global::System.Device.Gpio.PinValue pinValue) => throw null;
    }

    public struct WaitForEventResult
    {
        public global::System.Device.Gpio.PinEventTypes EventTypes;
        public bool TimedOut;
    }
}
