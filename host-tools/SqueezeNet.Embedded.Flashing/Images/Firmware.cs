using System;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using SqueezeNet.Embedded.Flashing.Tables;

namespace SqueezeNet.Embedded.Flashing.Images;

/// <summary>A firmware: bootloader, partition table and nanoCLR with the native component, from one folder.</summary>
public sealed class Firmware
{
    private const int BootloaderAt = 0;
    private const int ClrAt = 0x10000;

    private Firmware(FirmwareManifest manifest, EspImage bootloader, PartitionTable table, EspImage clr)
    {
        Manifest = manifest;
        Bootloader = bootloader;
        Table = table;
        Clr = clr;
    }

    /// <summary>What it is.</summary>
    public FirmwareManifest Manifest { get; }

    /// <summary>What the chip starts; its header says the flash of the manifest.</summary>
    public EspImage Bootloader { get; }

    /// <summary>What lies where.</summary>
    public PartitionTable Table { get; }

    /// <summary>nanoCLR.</summary>
    public EspImage Clr { get; }

    /// <summary>Reads a folder and checks every file of it.</summary>
    /// <exception cref="FlashingException">A file is missing, damaged or of another firmware.</exception>
    public static Firmware Open(string folder)
    {
        string path = Path.Combine(folder, FirmwareManifest.FileName);
        FirmwareManifest manifest = InFile(
            path, () => FirmwareManifest.Parse(Encoding.UTF8.GetString(ReadFile(path))));
        EspImage bootloader = Image(folder, manifest, "bootloader", BootloaderAt);
        EspImage clr = Image(folder, manifest, "clr", ClrAt);
        FirmwareFile tableFile = manifest.File("partitionTable");
        PartitionTable table = InFile(
            Path.Combine(folder, tableFile.Path),
            () => PartitionBinary.Read(Bytes(folder, tableFile, PartitionTable.Offset)));
        return InFile(path, () => Checked(manifest, bootloader, table, clr));
    }

    private static Firmware Checked(
        FirmwareManifest manifest, EspImage bootloader, PartitionTable table, EspImage clr)
    {
        table.RequireFits(manifest.FlashBytes);
        Partition factory = table.Find("factory") ?? throw Fault("its table has no partition factory");
        if (factory.Offset != ClrAt || factory.Size < clr.Length)
        {
            throw Fault(FormattableString.Invariant($"nanoCLR has {clr.Length} bytes for 0x{ClrAt:X}, and factory ")
                + FormattableString.Invariant($"{factory.Size} at 0x{factory.Offset:X}: it does not fit"));
        }

        EspFlashMode mode = bootloader.FlashMode;
        return new Firmware(
            manifest,
            mode.FlashBytes == manifest.FlashBytes && mode.Frequency == manifest.FlashFrequency
                ? bootloader
                : bootloader.With(mode with { FlashBytes = manifest.FlashBytes, Frequency = manifest.FlashFrequency }),
            table,
            clr);
    }

    private static EspImage Image(string folder, FirmwareManifest manifest, string role, long offset)
    {
        FirmwareFile file = manifest.File(role);
        return InFile(Path.Combine(folder, file.Path), () =>
        {
            EspImage image = EspImage.Read(Bytes(folder, file, offset));
            return image.Chip == manifest.Chip
                ? image
                : throw Fault($"it is for the {image.Chip}, and the firmware for the {manifest.Chip}");
        });
    }

    private static byte[] Bytes(string folder, FirmwareFile file, long offset)
    {
        if (file.Path != Path.GetFileName(file.Path))
        {
            throw Fault($"the manifest names '{file.Path}', which is not in its folder");
        }

        byte[] bytes = ReadFile(Path.Combine(folder, file.Path));
        if (bytes.Length != file.Bytes
            || !Convert.ToHexString(SHA256.HashData(bytes)).Equals(file.Sha256, StringComparison.OrdinalIgnoreCase))
        {
            throw Fault("length or SHA-256 is not that of the manifest: the file is damaged or of another build; "
                + "fetch or build the whole folder again");
        }

        return file.Offset == offset
            ? bytes
            : throw Fault(FormattableString.Invariant($"the manifest puts it at 0x{file.Offset:X}, and its place is ")
                + FormattableString.Invariant($"0x{offset:X}"));
    }

    private static byte[] ReadFile(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Fault(e is FileNotFoundException or DirectoryNotFoundException
                ? "no such file; a firmware's folder has manifest.json and the files that it names"
                : e.Message.TrimEnd('.'));
        }
    }

    private static T InFile<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (FlashingException e) when (e.File is null)
        {
            throw new FlashingException(e.Cause, $"{path}: {e.Message}", path);
        }
    }

    private static FlashingException Fault(string fault)
    {
        return new FlashingException(FlashingCause.BadFile, $"{fault}.");
    }
}
