using System.Collections.Generic;

namespace SqueezeNet.Embedded.Flashing.Consoles;

/// <summary>Texts of the chip's ROM, of ESP-IDF's bootloader and of its kernel.</summary>
internal static class BootCauses
{
    private const string WriteAll = "Write the firmware again: `sqnet flash`";

    public static IReadOnlyList<ConsoleCause> All { get; } =
    [
        new(["waiting for download", "(DOWNLOAD("],
            "the chip waits in its ROM loader: BOOT was held, or pin 0 is pulled down",
            "Press RESET; take away what pulls pin 0 down"),
        new(["invalid header: 0x"],
            "there is no bootloader at 0x0, or it is damaged",
            WriteAll),
        new(["exceeds flash chip size"],
            "the partition table is for more flash than the bootloader's header tells, or than the board has",
            "Take firmware and table of this flash size: `sqnet flash --board NAME` chooses them"),
        new(["smaller than the size in the binary image header"],
            "the firmware is for more flash than the board has",
            "Name the board that it is: `sqnet boards` lists them with their flash"),
        new(["invalid magic number 0x", "Failed to verify partition table"],
            "there is no partition table at 0x8000, or it is damaged",
            WriteAll),
        new(["No bootable app partitions"],
            "nanoCLR is not where the partition table has it",
            WriteAll),
        new(["Image hash failed - image is corrupt", "Checksum failed. Calculated"],
            "writing nanoCLR was interrupted",
            WriteAll),
        new(["mismatch chip ID, expected"],
            "the firmware is for another chip",
            "Take the firmware for the board's chip: esptool's first lines name it"),
        new(["PSRAM chip is not connected, or wrong PSRAM line mode"],
            "octal firmware on a board with quad PSRAM, or the other way round",
            "Take the other variant: `octal` for N8R8 and N16R8, `quad` for the others"),
        new(["Brownout detector was triggered"],
            "the supply sags, mostly when camera and Wi-Fi start together",
            "Take a shorter cable and a port or supply that gives 1 A; no hub without a supply of its own"),
        new(["A stack overflow in task", "CORRUPT HEAP:"],
            "a fault of the firmware",
            "Report it with the lines around it and the firmware's version"),
        new(["Guru Meditation Error: Core", "abort() was called at PC"],
            "a fault of the firmware, or of the supply",
            "Try another supply; if it stays, report it with the lines around it and the firmware's version"),
        new(["Task watchdog got triggered"],
            "a task kept a core busy for seconds",
            "It goes on; if labels stop, report it with the lines around it") { IsFinal = false },
        new(["CONFLICT! driver_ng is not allowed"],
            "a firmware of one's own, in which camera and I2C use different drivers of ESP-IDF",
            "Add the `CONFIG_SCCB` lines, as firmware/image does"),
    ];
}
