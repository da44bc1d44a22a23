using System;

namespace SqueezeNet.Embedded.Flashing.Tables;

/// <summary>A place in flash with a name.</summary>
/// <param name="Name">At most 16 bytes of UTF-8.</param>
/// <param name="Type">0 for an application, 1 for data, from 0x40 on of one's own.</param>
/// <param name="Subtype">What it holds, of that type.</param>
/// <param name="Offset">Address of its first byte.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Flags">Encrypted, read-only.</param>
public sealed record Partition(
    string Name, byte Type, byte Subtype, long Offset, long Size, PartitionFlags Flags = PartitionFlags.None)
{
    private const byte ModelType = 0x40;

    /// <summary>Address of the first byte behind it.</summary>
    public long End => Offset + Size;

    /// <summary>Whether it is made for a model: type 0x40, subtype 0, a name that begins with "model".</summary>
    public bool IsModel =>
        Type == ModelType && Subtype == 0 && Name.StartsWith("model", StringComparison.Ordinal);
}
