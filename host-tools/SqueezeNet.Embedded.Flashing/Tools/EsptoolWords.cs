using System;

namespace SqueezeNet.Embedded.Flashing.Tools;

/// <summary>What commands, options and values are called: esptool 5 put hyphens where 4 had underscores.</summary>
internal sealed record EsptoolWords
{
    private static readonly EsptoolWords four = new()
    {
        FlashId = "flash_id",
        SecurityInfo = "get_security_info",
        ReadFlash = "read_flash",
        VerifyFlash = "verify_flash",
        WriteFlash = "write_flash",
        ReadMac = "read_mac",
        FlashMode = "--flash_mode",
        FlashFrequency = "--flash_freq",
        FlashSize = "--flash_size",
        DefaultReset = "default_reset",
        HardReset = "hard_reset",
        NoReset = "no_reset",
    };

    private static readonly EsptoolWords five = new()
    {
        FlashId = "flash-id",
        SecurityInfo = "get-security-info",
        ReadFlash = "read-flash",
        VerifyFlash = "verify-flash",
        WriteFlash = "write-flash",
        ReadMac = "read-mac",
        FlashMode = "--flash-mode",
        FlashFrequency = "--flash-freq",
        FlashSize = "--flash-size",
        DefaultReset = "default-reset",
        HardReset = "hard-reset",
        NoReset = "no-reset",
    };

    public required string FlashId { get; init; }

    public required string SecurityInfo { get; init; }

    public required string ReadFlash { get; init; }

    public required string VerifyFlash { get; init; }

    public required string WriteFlash { get; init; }

    public required string ReadMac { get; init; }

    public required string FlashMode { get; init; }

    public required string FlashFrequency { get; init; }

    public required string FlashSize { get; init; }

    public required string DefaultReset { get; init; }

    public required string HardReset { get; init; }

    public required string NoReset { get; init; }

    /// <summary>Writes headers of images as they are: esptool would put its own guess into a bootloader's.</summary>
    public string[] AsItIs => [FlashMode, "keep", FlashFrequency, "keep", FlashSize, "keep"];

    /// <summary>The words of a version.</summary>
    public static EsptoolWords Of(Version version)
    {
        return version.Major >= 5 ? five : four;
    }
}
