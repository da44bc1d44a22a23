using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text.Json;
using SqueezeNet.Embedded.Flashing.Tables;

namespace SqueezeNet.Embedded.Tests.Flashing.Images;

/// <summary>The folder of a firmware, with the partition tables of the checkout and made-up code.</summary>
internal static class TestFirmware
{
    public const uint Checksum = 0x6DB524B6;
    public const string Native = "SqueezeNet.Embedded.Native";

    /// <summary>Writes one.</summary>
    public static string Write(string folder, string variant = "octal", int megabytes = 8, string version = "0.1.0")
    {
        Directory.CreateDirectory(folder);
        string csv = File.ReadAllText(
            Path.Combine(Repository.Root, "firmware", "partitions", $"esp32s3_{megabytes}mb.csv"));
        (string Role, string File, int Offset, byte[] Bytes)[] files =
        [
            ("bootloader", "bootloader.bin", 0, TestImage.Bootloader(megabytes == 8 ? (byte)0x3F : (byte)0x4F)),
            ("partitionTable", "partition-table.bin", 0x8000, PartitionBinary.Write(PartitionCsv.Read(csv))),
            ("clr", "nanoCLR.bin", 0x10000, TestImage.Clr(version, 20_000)),
        ];
        foreach ((_, string file, _, byte[] bytes) in files)
        {
            File.WriteAllBytes(Path.Combine(folder, file), bytes);
        }

        File.WriteAllText(Path.Combine(folder, "manifest.json"), JsonSerializer.Serialize(new
        {
            format = 1,
            name = $"{variant}-{megabytes}mb",
            version,
            variant,
            chip = "esp32s3",
            flashBytes = (long)megabytes << 20,
            flashMode = "qio",
            flashFrequency = "80m",
            psramMhz = 80,
            psramReservedBytes = 2097152,
            buildType = "MinSizeRel",
            nativeAssembly = Native,
            nativeVersion = "100.0.0.1",
            nativeChecksum = $"0x{Checksum:X8}",
            files = files.Select(file => new
            {
                role = file.Role,
                path = file.File,
                offset = file.Offset,
                bytes = file.Bytes.Length,
                sha256 = Convert.ToHexStringLower(SHA256.HashData(file.Bytes)),
            }),
        }));
        return folder;
    }

    /// <summary>An application that runs on it.</summary>
    public static byte[] Application(uint checksum = Checksum, int codeBytes = 101)
    {
        byte[] first = TestAssembly.Of("CameraNode", 0, codeBytes);
        byte[] padded = new byte[(first.Length + 3) / 4 * 4];
        first.CopyTo(padded, 0);
        return [.. padded, .. TestAssembly.Of(Native, checksum)];
    }
}
