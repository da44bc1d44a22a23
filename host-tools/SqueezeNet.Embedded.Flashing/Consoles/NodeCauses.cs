using System.Collections.Generic;

namespace SqueezeNet.Embedded.Flashing.Consoles;

/// <summary>Texts of the camera node.</summary>
internal static class NodeCauses
{
    public static IReadOnlyList<ConsoleCause> All { get; } =
    [
        new(["The model fails: "],
            "the model cannot be used; the light says SOS",
            "The text names the reason; the status `model-failed` has it, too"),
        new(["The connection to the broker is lost"],
            "the broker went away, or the Wi-Fi",
            "It connects again by itself; classifications wait") { IsFinal = false },
        new(["The network is lost."],
            "the Wi-Fi is gone",
            "It joins again by itself; a stronger signal helps") { IsFinal = false },
        new(["New settings were undone: "],
            "settings that were sent over MQTT lost the broker",
            "Send better ones; the status says why they failed") { IsFinal = false },
        new(["No light at pin "],
            "`ledPin` names a pin that is taken or not there",
            "Set another one, or -1") { IsFinal = false },
    ];
}
