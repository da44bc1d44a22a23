namespace SqueezeNet.Embedded.Flashing.Images;

/// <summary>A file of a firmware, as its manifest has it.</summary>
/// <param name="Role">"bootloader", "partitionTable" or "clr".</param>
/// <param name="Path">Its name in the folder.</param>
/// <param name="Offset">Address in flash.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Of its bytes, in hexadecimal.</param>
public sealed record FirmwareFile(string Role, string Path, long Offset, long Bytes, string Sha256);
