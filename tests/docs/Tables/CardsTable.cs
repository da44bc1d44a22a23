using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;
using SqueezeNet.Embedded.Tests.Docs.Commands;

namespace SqueezeNet.Embedded.Tests.Docs.Tables;

/// <summary>What the card model takes, raw and packed, with the smallest arena.</summary>
internal static class CardsTable
{
    /// <summary>The table of "sqnet inspect --json" for both blobs.</summary>
    public static IReadOnlyList<string> Of(string source)
    {
        return MarkdownTable.Of(
            ["blob of the card model", "flash, bytes", "arena, bytes", "weights space, bytes", "CRC"],
            [Row("raw", "cards.sqnt"), Row("packed", "cards-packed.sqnt")]);
    }

    private static string[] Row(string title, string blob)
    {
        using JsonDocument json = JsonDocument.Parse(Tool.Run(CardsFolder.Path, ["inspect", blob, "--json"]).Output);
        JsonElement root = json.RootElement;
        string crc = $"`{root.GetProperty("crc")}`";
        return [title, Bytes(root, "bytes"), Bytes(root, "arena_bytes"), Bytes(root, "weights_bytes"), crc];
    }

    private static string Bytes(JsonElement root, string name)
    {
        return root.GetProperty(name).GetInt64().ToString("N0", CultureInfo.InvariantCulture);
    }
}
