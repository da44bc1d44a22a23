namespace SqueezeNet.Embedded.Flashing.Devices;

/// <summary>What a board answers when its ROM loader is asked.</summary>
/// <param name="Chip">Name in lower case without hyphen, as esptool's --chip takes it: esp32s3.</param>
/// <param name="Revision">As the chip says it, such as "v0.2".</param>
/// <param name="FlashBytes">Size of its flash.</param>
/// <param name="PsramBytes">
/// Size of its PSRAM; null where the chip does not tell, 0 where it says that it has none.
/// </param>
/// <param name="Mac">Its address, such as "34:85:18:aa:bb:cc".</param>
/// <param name="IsFlashEncrypted">Whether it writes what it is sent in plain as encrypted.</param>
public sealed record ChipInfo(
    string Chip, string Revision, long FlashBytes, long? PsramBytes, string Mac, bool IsFlashEncrypted);
