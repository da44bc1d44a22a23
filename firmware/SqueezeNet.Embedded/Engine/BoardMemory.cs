namespace SqueezeNet.Embedded
{
    /// <summary>A memory of a board.</summary>
    public enum BoardMemory
    {
        /// <summary>The chip's own SRAM.</summary>
        Internal = 0,

        /// <summary>PSRAM, where the board has some.</summary>
        External = 1,
    }
}
