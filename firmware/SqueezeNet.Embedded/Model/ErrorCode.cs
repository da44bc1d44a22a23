namespace SqueezeNet.Embedded
{
    /// <summary>
    /// What went wrong; numbers down to -16 are those of SPEC section 6, the others those of the native component.
    /// </summary>
    public enum ErrorCode
    {
        /// <summary>Nothing did.</summary>
        Ok = 0,

        /// <summary>A null argument or a wrong order of calls.</summary>
        Argument = -1,

        /// <summary>Fewer bytes than the header says.</summary>
        Truncated = -2,

        /// <summary>Not a blob.</summary>
        Magic = -3,

        /// <summary>A version or a weights encoding that this reader does not know.</summary>
        Version = -4,

        /// <summary>The CRC does not match: damaged.</summary>
        Crc = -5,

        /// <summary>A header field out of range.</summary>
        Header = -6,

        /// <summary>A section outside the blob, misaligned, overlapping or of the wrong size.</summary>
        Section = -7,

        /// <summary>A stage or convolution record that does not fit the rules.</summary>
        Stage = -8,

        /// <summary>Arena offsets that overlap or exceed the arena.</summary>
        Plan = -9,

        /// <summary>A shift, bias or class map entry out of range.</summary>
        Params = -10,

        /// <summary>Malformed labels.</summary>
        Labels = -11,

        /// <summary>The saturation proof fails.</summary>
        Unsafe = -12,

        /// <summary>Not enough memory for the model.</summary>
        Arena = -13,

        /// <summary>An image with impossible dimensions, stride or format.</summary>
        Image = -14,

        /// <summary>The row source failed.</summary>
        Source = -15,

        /// <summary>A self-test's scores differ from the golden ones.</summary>
        Golden = -16,

        /// <summary>A stage in the background has not ended in time; it goes on.</summary>
        Timeout = -32,

        /// <summary>A stage, a camera or a frame is still at work: the call came too early.</summary>
        Busy = -33,

        /// <summary>A model, a camera or a frame that is not open, or not any more.</summary>
        Closed = -34,

        /// <summary>No memory for the model itself or for a copy of the picture.</summary>
        Memory = -35,

        /// <summary>There is no such flash partition, or it cannot be mapped.</summary>
        Partition = -36,

        /// <summary>A file that cannot be read.</summary>
        Storage = -37,

        /// <summary>This build or board cannot do it.</summary>
        Unsupported = -38,

        /// <summary>The camera's driver did not start.</summary>
        Camera = -39,

        /// <summary>The camera gave no frame in time.</summary>
        NoFrame = -40,
    }
}
