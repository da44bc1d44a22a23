using System;

namespace SqueezeNet.Embedded
{
    /// <summary>The checks of a blob that take time; all others are always made.</summary>
    [Flags]
    public enum OpenChecks
    {
        /// <summary>Only the structure.</summary>
        None = 0,

        /// <summary>The CRC over the whole blob.</summary>
        Crc = 1,

        /// <summary>The saturation proof of SPEC 1.3: reads every weight.</summary>
        Proof = 2,
    }
}
