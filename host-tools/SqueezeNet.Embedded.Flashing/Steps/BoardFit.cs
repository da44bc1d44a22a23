using System;
using SqueezeNet.Embedded.Flashing.Devices;
using SqueezeNet.Embedded.Flashing.Images;
using SqueezeNet.Embedded.Host.Planning;

namespace SqueezeNet.Embedded.Flashing.Steps;

/// <summary>Whether firmware, profile and chip are of one board.</summary>
internal static class BoardFit
{
    private const string Chip = "esp32s3";
    private const string Octal = "octal";
    private const string Quad = "quad";

    /// <summary>The PSRAM inside of an ESP32-S3 is quad up to this size, and octal above.</summary>
    private const long LargestQuadPsram = 2 << 20;

    /// <summary>Fails if they are not.</summary>
    /// <param name="job">What is to be written.</param>
    /// <param name="chip">What answers; null if nobody was asked.</param>
    /// <exception cref="FlashingException">They are of different boards; the message has the remedy.</exception>
    public static void Require(FlashJob job, ChipInfo? chip)
    {
        if (job.Firmware is Firmware firmware)
        {
            RequireFirmware(firmware.Manifest, job.Board);
        }

        if (chip is not null)
        {
            RequireChip(chip, job);
            RequirePsram(chip, job.Board);
        }
    }

    private static void RequireFirmware(FirmwareManifest firmware, Board board)
    {
        string? variant = board.PsramMode switch
        {
            Octal => Octal,
            null => null,
            _ => Quad,
        };
        Require(
            variant is null || variant == firmware.Variant,
            $"firmware {firmware.Name} is for {firmware.Variant} PSRAM, and {board.Name} needs the {variant} one: give "
            + $"the folder of {variant}-{board.FlashBytes >> 20}mb");
        Require(
            board.FlashBytes == 0 || firmware.FlashBytes <= board.FlashBytes,
            $"firmware {firmware.Name} is for {Megabytes(firmware.FlashBytes)} of flash, and {board.Name} has "
            + $"{Megabytes(board.FlashBytes)}: give the folder of {firmware.Variant}-{board.FlashBytes >> 20}mb");
    }

    private static void RequireChip(ChipInfo chip, FlashJob job)
    {
        string wanted = job.Firmware?.Manifest.Chip ?? Chip;
        Require(
            chip.Chip == wanted,
            $"the chip is an {chip.Chip}, and {job.Board.Name} has an {wanted}: another board hangs on this port");
        long needed = long.Max(job.Board.FlashBytes, job.Firmware?.Manifest.FlashBytes ?? 0);
        Require(
            chip.FlashBytes >= needed,
            $"the board has {Megabytes(chip.FlashBytes)} of flash, and {job.Board.Name} {Megabytes(needed)}: name the "
            + "board that it is (sqnet boards), or give a profile of your own");
        Require(
            !chip.IsFlashEncrypted,
            "the chip encrypts its flash, and what sqnet writes in plain would read as noise: write it with ESP-IDF's "
            + "tools (esptool's --encrypt), with the flag encrypted on the table's lines of the models");
    }

    private static void RequirePsram(ChipInfo chip, Board board)
    {
        if (chip.PsramBytes is not long bytes)
        {
            return;
        }

        Require(
            bytes >= board.PsramBytes,
            $"the chip has {Megabytes(bytes)} of PSRAM, and {board.Name} {Megabytes(board.PsramBytes)}: name the board "
            + "that it is (sqnet boards)");
        Require(
            board.PsramMode != Octal || bytes > LargestQuadPsram,
            $"the PSRAM of {Megabytes(bytes)} is quad, and {board.Name} has octal: an octal firmware does not start "
            + "there");
        Require(
            board.PsramMode != Quad || bytes <= LargestQuadPsram,
            $"the PSRAM of {Megabytes(bytes)} is octal, and {board.Name} has quad: a quad firmware would not find "
            + "it");
    }

    private static void Require(bool condition, string fault)
    {
        if (!condition)
        {
            throw new FlashingException(FlashingCause.DoesNotFit, $"{fault}.");
        }
    }

    private static string Megabytes(long bytes)
    {
        return FormattableString.Invariant($"{bytes >> 20} MB");
    }
}
