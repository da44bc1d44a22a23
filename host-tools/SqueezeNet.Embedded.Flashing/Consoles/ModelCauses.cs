using System.Collections.Generic;

namespace SqueezeNet.Embedded.Flashing.Consoles;

/// <summary>Texts of the library: of models and their engine, and of the camera.</summary>
internal static class ModelCauses
{
    public static IReadOnlyList<ConsoleCause> All { get; } =
    [
        new(["The native engine is not installed"],
            "a stock firmware (`Unsupported`)",
            "Write a firmware with the native component, or take `Backend.Managed`"),
        new(["There is no flash partition '"],
            "nanoFramework's own partition table (`Partition`)",
            "Write the table: `sqnet flash`; `nanoff --update` puts its own back"),
        new(["This is not a model", "this is not a SqueezeNet.Embedded blob"],
            "the partition is empty, or the model was written elsewhere (`Magic`, at byte 0)",
            "Write it: `sqnet flash --model FILE`"),
        new(["The copy is incomplete or damaged", "the blob is damaged", "the blob is shorter than its header says"],
            "writing was interrupted, or the slot is too small (`Crc`, `Truncated`)",
            "Write it again; `sqnet plan --board NAME` tells whether it fits"),
        new(["Model and firmware are of different versions", "the blob has a version or encoding"],
            "a newer packer (`Version`)",
            "Pack the model again, or write a newer firmware"),
        new(["There is no memory for this model", "there is less memory than the model's arena takes"],
            "the arena does not fit the internal RAM that is left (`Arena`)",
            "`sqnet plan BLOB --ram 64K -o NEW`; `--weights window` for packed weights without PSRAM; or "
            + "`--arena psram`"),
        new(["There is no memory for the decoded weights"],
            "packed weights need PSRAM for all of them (`Memory`)",
            "Take a raw model (`sqnet pack --raw`), or keep more PSRAM from the heap"),
        new(["There is no memory for a model of "],
            "a model from a file needs PSRAM for all of it (`Memory`)",
            "Write it to a partition, or keep more PSRAM from the heap"),
        new(["The model does not give its golden scores", "the self-test's scores differ"],
            "a damaged firmware, or one built for another chip (`Golden`)",
            "Write model and firmware again"),
        new(["the stage has not ended in time and goes on"],
            "a stage took longer than `StageMilliseconds` (`Timeout`)",
            "Allow more; is it a model for another board?") { IsFinal = false },
        new(["The camera did not start (driver error 0x"],
            "for 0x105 and 0x20001 no sensor answers (`Camera`)",
            "Check the board's name or pins, the ribbon cable, PWDN"),
        new(["The driver started, but no frame came"],
            "pixel clock or sync are not wired as told (`NoFrame`)",
            "Check VSYNC, HREF, PCLK; take a lower `ClockHz`"),
        new(["The camera gave no frame in "],
            "it stopped; after three misses in a row it is started again, counted as `cameraRestarts` in the status",
            "Check the supply (camera and Wi-Fi together draw peaks) and the cable") { IsFinal = false },
        new(["This firmware has no camera driver"],
            "the firmware was built without esp32-camera (`Unsupported`)",
            "\"SqueezeNet.Embedded: with the camera\" must be in CMake's output"),
    ];
}
