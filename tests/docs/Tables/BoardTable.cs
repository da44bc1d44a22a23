using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace SqueezeNet.Embedded.Tests.Docs.Tables;

/// <summary>The boards that sqnet plan knows.</summary>
internal static class BoardTable
{
    /// <summary>One row for each profile of a folder.</summary>
    public static IReadOnlyList<string> Of(string folder)
    {
        IEnumerable<JsonElement> boards = Directory.EnumerateFiles(Repository.At(folder), "*.json")
            .Order()
            .Select(file => JsonDocument.Parse(File.ReadAllText(file)).RootElement);
        return MarkdownTable.Of(
            [
                "board", "flash", "slot", "second slot", "PSRAM", "of it for a model", "arena in SRAM", "PSRAM read",
                "flash read",
            ],
            boards.Select(board => new[]
            {
                $"`{board.GetProperty("name").GetString()}`",
                Bytes(board, "flash_bytes"),
                Bytes(board, "flash_slot_bytes"),
                Bytes(board, "flash_second_slot_bytes"),
                Bytes(board, "psram_bytes"),
                Bytes(board, "psram_model_bytes"),
                Bytes(board, "sram_bytes"),
                Speed(board, "psram_mb_per_s"),
                Speed(board, "flash_mb_per_s"),
            }));
    }

    private static string Bytes(JsonElement board, string name)
    {
        return Number(board, name) is long bytes and > 0 ? bytes.ToString("N0", CultureInfo.InvariantCulture) : "none";
    }

    private static string Speed(JsonElement board, string name)
    {
        return Number(board, name) is long speed and > 0 ? $"{speed} MB/s" : "-";
    }

    private static long Number(JsonElement board, string name)
    {
        return board.TryGetProperty(name, out JsonElement value) ? (long)value.GetDouble() : 0;
    }
}
