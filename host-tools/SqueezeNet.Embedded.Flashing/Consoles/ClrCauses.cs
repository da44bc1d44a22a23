using System.Collections.Generic;

namespace SqueezeNet.Embedded.Flashing.Consoles;

/// <summary>Texts of nanoCLR and of the tools that deploy to it.</summary>
internal static class ClrCauses
{
    public static IReadOnlyList<ConsoleCause> All { get; } =
    [
        new(["Firmware version does not match managed code version", "Invalid native checksum: "],
            "firmware and application are of different versions of the library",
            "Write both from one release: `sqnet flash`"),
        new(["Cannot find any entrypoint!"],
            "there is no application in the partition `deploy`",
            "Write it: `sqnet flash --app CameraNode.bin`"),
        new(["Link failure"],
            "an assembly is missing on the board, or of another version than its neighbours",
            "Write application and firmware from one release: `sqnet flash`"),
        new(["Couldn't find a valid native assembly required by"],
            "Visual Studio has found the same before deploying",
            "Write a firmware with the native component"),
        new(["Exception System.OutOfMemoryException"],
            "the managed heap is full",
            "Take smaller frames; a board with PSRAM; for a model from a file, a partition")
        {
            IsFinal = false,
        },
    ];
}
