using System;

namespace SqueezeNet.Embedded.Flashing.Devices;

/// <summary>Bytes for a place in flash.</summary>
/// <param name="Offset">Address of the first byte, a multiple of 4,096.</param>
/// <param name="Bytes">What is to stand there.</param>
/// <param name="Name">For people, such as "model mine.sqnt".</param>
public sealed record FlashRegion(long Offset, ReadOnlyMemory<byte> Bytes, string Name);
