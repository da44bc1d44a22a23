namespace CameraNode
{
    /// <summary>What holds the level of an input that nothing drives.</summary>
    public enum PinPull
    {
        /// <summary>Nothing in the chip.</summary>
        None = 0,

        /// <summary>A resistor to the supply.</summary>
        Up = 1,

        /// <summary>A resistor to ground.</summary>
        Down = 2,
    }
}
