using System;
using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Flashing.Tables;

/// <summary>ESP-IDF's names of types and subtypes.</summary>
internal static class PartitionTypes
{
    public const byte App = 0;
    public const byte Data = 1;
    public const byte Bootloader = 2;
    public const byte Table = 3;

    public const byte Ota = 0x00;
    public const byte Nvs = 0x02;
    public const byte CoreDump = 0x03;
    public const byte Undefined = 0x06;
    public const byte TeeOta = 0x90;

    private const int FirstOtaSlot = 0x10;
    private const int OtaSlots = 16;
    private const int FirstTeeSlot = 0x30;
    private const int TeeSlots = 2;

    private static readonly Dictionary<string, int> none = [];

    private static readonly Dictionary<string, int> apps =
        new(Slots("ota_", FirstOtaSlot, OtaSlots).Concat(Slots("tee_", FirstTeeSlot, TeeSlots)))
        {
            ["factory"] = 0x00,
            ["test"] = 0x20,
        };

    private static readonly Dictionary<string, int> data = new()
    {
        ["ota"] = Ota,
        ["phy"] = 0x01,
        ["nvs"] = Nvs,
        ["coredump"] = CoreDump,
        ["nvs_keys"] = 0x04,
        ["efuse"] = 0x05,
        ["undefined"] = Undefined,
        ["esphttpd"] = 0x80,
        ["fat"] = 0x81,
        ["spiffs"] = 0x82,
        ["littlefs"] = 0x83,
        ["tee_ota"] = TeeOta,
    };

    /// <summary>Types by name.</summary>
    public static IReadOnlyDictionary<string, int> Types { get; } = new Dictionary<string, int>
    {
        ["bootloader"] = Bootloader,
        ["partition_table"] = Table,
        ["app"] = App,
        ["data"] = Data,
    };

    /// <summary>Subtypes of a type by name.</summary>
    public static IReadOnlyDictionary<string, int> SubtypesOf(int type)
    {
        return type switch
        {
            App => apps,
            Data => data,
            _ => none,
        };
    }

    /// <summary>What offsets are multiples of.</summary>
    public static int AlignmentOf(int type)
    {
        return type == App ? 0x10000 : 0x1000;
    }

    /// <summary>The name of a number, or the number.</summary>
    public static string NameOf(int value, IReadOnlyDictionary<string, int> names)
    {
        string? name = names.FirstOrDefault(pair => pair.Value == value).Key;
        return name ?? FormattableString.Invariant($"{value}");
    }

    private static IEnumerable<KeyValuePair<string, int>> Slots(string prefix, int first, int count)
    {
        return Enumerable.Range(0, count)
            .Select(k => KeyValuePair.Create(FormattableString.Invariant($"{prefix}{k}"), first + k));
    }
}
