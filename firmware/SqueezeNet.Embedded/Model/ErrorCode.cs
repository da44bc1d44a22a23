namespace SqueezeNet.Embedded
{
    /// <summary>
    /// What went wrong. Numbers and texts are those of nanoframework-native/core/sqnet_errors.h; down to -17 the
    /// numbers are those of SPEC section 6.
    /// </summary>
    public enum ErrorCode
    {
        /// <summary>No error.</summary>
        Ok = 0,

        /// <summary>An argument is null, out of range or misaligned, or the calls are out of order.</summary>
        Argument = -1,

        /// <summary>The blob is shorter than its header says.</summary>
        Truncated = -2,

        /// <summary>This is not a SqueezeNet.Embedded blob.</summary>
        Magic = -3,

        /// <summary>The blob has a version or encoding that this engine does not know.</summary>
        Version = -4,

        /// <summary>The blob is damaged (CRC mismatch).</summary>
        Crc = -5,

        /// <summary>A header field is out of range.</summary>
        Header = -6,

        /// <summary>A section is outside the blob, misaligned, overlapping or of the wrong size.</summary>
        Section = -7,

        /// <summary>A stage or convolution record breaks the rules.</summary>
        Stage = -8,

        /// <summary>The plan's arena offsets overlap or exceed the arena.</summary>
        Plan = -9,

        /// <summary>A shift, bias or class map entry is out of range.</summary>
        Params = -10,

        /// <summary>The labels are malformed.</summary>
        Labels = -11,

        /// <summary>The saturation proof fails.</summary>
        Unsafe = -12,

        /// <summary>There is less memory than the model's arena takes.</summary>
        Arena = -13,

        /// <summary>The image has impossible dimensions, stride or format.</summary>
        Image = -14,

        /// <summary>The row source failed.</summary>
        Source = -15,

        /// <summary>The self-test's scores differ from the blob's.</summary>
        Golden = -16,

        /// <summary>The packed weights are damaged.</summary>
        Packed = -17,

        /// <summary>The stage has not ended in time and goes on.</summary>
        Timeout = -32,

        /// <summary>A stage, a camera or a frame is still at work.</summary>
        Busy = -33,

        /// <summary>The model, the camera or the frame is not open.</summary>
        Closed = -34,

        /// <summary>There is no memory for the model or the image.</summary>
        Memory = -35,

        /// <summary>There is no such flash partition, or it cannot be mapped.</summary>
        Partition = -36,

        /// <summary>The file cannot be read.</summary>
        Storage = -37,

        /// <summary>This firmware or board cannot do it.</summary>
        Unsupported = -38,

        /// <summary>The camera's driver did not start.</summary>
        Camera = -39,

        /// <summary>The camera gave no frame in time.</summary>
        NoFrame = -40,
    }
}
