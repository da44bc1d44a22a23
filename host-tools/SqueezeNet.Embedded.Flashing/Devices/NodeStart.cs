namespace SqueezeNet.Embedded.Flashing.Devices;

/// <summary>What a node said of itself after a start; null where it said nothing.</summary>
/// <param name="FirmwareVersion">Version of the firmware that runs.</param>
/// <param name="ModelCrc">CRC of the model that it opened, eight digits in hexadecimal.</param>
/// <param name="Label">The first label.</param>
/// <param name="Problem">Why there is none: cause and remedy.</param>
public sealed record NodeStart(string? FirmwareVersion, string? ModelCrc, string? Label, string? Problem);
