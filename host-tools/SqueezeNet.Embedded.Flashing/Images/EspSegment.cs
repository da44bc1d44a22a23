namespace SqueezeNet.Embedded.Flashing.Images;

/// <summary>A part of a chip's image.</summary>
/// <param name="Address">Where the chip loads or maps it.</param>
/// <param name="At">Where its bytes begin in the file.</param>
/// <param name="Bytes">How many they are.</param>
public sealed record EspSegment(uint Address, int At, int Bytes);
