using System;

namespace SqueezeNet.Embedded.Flashing.Tables;

/// <summary>Flags of a partition. Bits without a name are kept as they are read.</summary>
[Flags]
public enum PartitionFlags : uint
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Encrypted where the chip encrypts its flash.</summary>
    Encrypted = 1,

    /// <summary>ESP-IDF writes nothing there.</summary>
    ReadOnly = 2,
}
