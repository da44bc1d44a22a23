using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using SqueezeNet.Embedded.Flashing.Devices;

namespace SqueezeNet.Embedded.Flashing.Images;

/// <summary>
/// A folder for ESP Web Tools, which flash from a browser: a manifest and a file for each region. What lies between
/// the regions stays, unless the user asks for an erase first.
/// </summary>
public static class WebInstall
{
    /// <summary>Name of the manifest.</summary>
    public const string ManifestName = "manifest.json";

    private static readonly JsonSerializerOptions options = new() { WriteIndented = true };

    /// <summary>Makes the files.</summary>
    /// <param name="firmware">What is installed.</param>
    /// <param name="parts">Regions by the names of their files.</param>
    /// <returns>Contents by name, the manifest last.</returns>
    public static IReadOnlyList<(string Name, byte[] Bytes)> Of(
        FirmwareManifest firmware, IReadOnlyList<(string File, FlashRegion Region)> parts)
    {
        return
        [
            .. parts.Select(part => (part.File, part.Region.Bytes.ToArray())),
            (ManifestName, Encoding.UTF8.GetBytes(Manifest(firmware, parts) + "\n")),
        ];
    }

    /// <summary>
    /// The question about erasing belongs beside the builds: inside of one it is ignored, and all is erased. Nobody
    /// answers Improv on this firmware, so that nothing waits for it.
    /// </summary>
    private static string Manifest(FirmwareManifest firmware, IReadOnlyList<(string File, FlashRegion Region)> parts)
    {
        Dictionary<string, object> build = new()
        {
            ["chipFamily"] = FamilyOf(firmware.Chip),
            ["parts"] = parts.Select(part => Part(part.File, part.Region.Offset)).ToArray(),
        };
        Dictionary<string, object> manifest = new()
        {
            ["name"] = $"SqueezeNet.Embedded {firmware.Name}",
            ["version"] = firmware.Version,
            ["new_install_prompt_erase"] = true,
            ["new_install_improv_wait_time"] = 0,
            ["builds"] = new[] { build },
        };
        return JsonSerializer.Serialize(manifest, options);
    }

    private static Dictionary<string, object> Part(string file, long offset)
    {
        return new Dictionary<string, object> { ["path"] = file, ["offset"] = offset };
    }

    /// <summary>ESP32-S3 for esp32s3.</summary>
    private static string FamilyOf(string chip)
    {
        string upper = chip.ToUpperInvariant();
        return upper.Length > 5 ? $"{upper[..5]}-{upper[5..]}" : upper;
    }
}
