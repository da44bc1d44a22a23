namespace CameraNode
{
    /// <summary>The pins of a board. Failures throw what the board's library throws.</summary>
    public interface IPins
    {
        /// <summary>Opens an output; it is off from the first moment on.</summary>
        ISwitch Open(OutputPin output);

        /// <summary>Opens an input, and tells of its changes.</summary>
        void Listen(TriggerPin trigger, PinHandler changed);

        /// <summary>Whether an input that was opened is high now.</summary>
        bool IsHigh(int pin);
    }
}
