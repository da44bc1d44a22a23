using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;

namespace SqueezeNet.Embedded.Flashing.Images;

/// <summary>What a firmware is, and for which boards: the file manifest.json of its folder.</summary>
public sealed record FirmwareManifest
{
    /// <summary>The file's name.</summary>
    public const string FileName = "manifest.json";

    private const int KnownFormat = 1;

    private static readonly JsonSerializerOptions options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>Version of the manifest's form.</summary>
    public required int Format { get; init; }

    /// <summary>Variant and flash, such as octal-8mb.</summary>
    public required string Name { get; init; }

    /// <summary>Version of SqueezeNet.Embedded.</summary>
    public required string Version { get; init; }

    /// <summary>The bus of the PSRAM that it drives: "octal" or "quad".</summary>
    public required string Variant { get; init; }

    /// <summary>The chip, as esptool's --chip takes it.</summary>
    public required string Chip { get; init; }

    /// <summary>Size of the flash that it is for.</summary>
    public required long FlashBytes { get; init; }

    /// <summary>How it reads flash: "qio" or "dio".</summary>
    public required string FlashMode { get; init; }

    /// <summary>Clock of the flash, such as "80m".</summary>
    public required string FlashFrequency { get; init; }

    /// <summary>PSRAM that it keeps from the managed heap, for models and frames.</summary>
    public long PsramReservedBytes { get; init; }

    /// <summary>The assembly whose native half it holds.</summary>
    public required string NativeAssembly { get; init; }

    /// <summary>The version of that half.</summary>
    public required string NativeVersion { get; init; }

    /// <summary>Its checksum, such as 0x6DB524B6: an application must ask for the same.</summary>
    public required string NativeChecksum { get; init; }

    /// <summary>Its files.</summary>
    public required IReadOnlyList<FirmwareFile> Files { get; init; }

    /// <summary>The checksum as a number.</summary>
    public uint Checksum => ChecksumOf(NativeChecksum) ?? 0;

    /// <summary>Reads and checks it.</summary>
    /// <exception cref="FlashingException">It is none, or of a later form.</exception>
    public static FirmwareManifest Parse(string json)
    {
        FirmwareManifest manifest;
        try
        {
            manifest = JsonSerializer.Deserialize<FirmwareManifest>(json, options)
                ?? throw Fault("it is empty");
        }
        catch (JsonException e)
        {
            throw Fault(e.Message);
        }

        Require(manifest.Format == KnownFormat, $"format {manifest.Format} is not {KnownFormat}: update sqnet");
        Require(manifest.Variant is "octal" or "quad", $"the variant '{manifest.Variant}' is neither octal nor quad");
        Require(
            ChecksumOf(manifest.NativeChecksum) is not null,
            $"nativeChecksum '{manifest.NativeChecksum}' is none such as 0x6DB524B6");
        foreach (string role in new[] { "bootloader", "partitionTable", "clr" })
        {
            Require(manifest.Files.Count(file => file.Role == role) == 1, $"there must be one file of the role {role}");
        }

        return manifest;
    }

    /// <summary>The file of a role.</summary>
    internal FirmwareFile File(string role)
    {
        return Files.Single(file => file.Role == role);
    }

    private static uint? ChecksumOf(string text)
    {
        bool isHex = uint.TryParse(
            text.AsSpan(int.Min(2, text.Length)),
            NumberStyles.AllowHexSpecifier,
            CultureInfo.InvariantCulture,
            out uint value);
        return isHex && text.StartsWith("0x", StringComparison.Ordinal) ? value : null;
    }

    private static void Require(bool condition, string fault)
    {
        if (!condition)
        {
            throw Fault(fault);
        }
    }

    private static FlashingException Fault(string fault)
    {
        return new FlashingException(FlashingCause.BadFile, $"not the manifest of a firmware: {fault.TrimEnd('.')}.");
    }
}
