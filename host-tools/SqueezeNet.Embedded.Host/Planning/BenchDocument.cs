using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace SqueezeNet.Embedded.Host.Planning;

/// <summary>What a board has measured of itself: the message .../bench of the camera node.</summary>
public sealed record BenchDocument
{
    private const int Version = 1;

    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

    /// <summary>CRC-32 of the model's blob: eight hexadecimal digits.</summary>
    public required string Crc { get; init; }

    /// <summary>Version of the firmware.</summary>
    public required string Firmware { get; init; }

    /// <summary>The clock that was counted with; null where there was none, as on a desktop.</summary>
    public int? CyclesInMicrosecond { get; init; }

    /// <summary>What the stages took.</summary>
    public required IReadOnlyList<BenchRun> Runs { get; init; }

    /// <summary>What reading the memories took.</summary>
    public required BenchReads Reads { get; init; }

    /// <summary>Why the board could not measure what is null.</summary>
    public required IReadOnlyDictionary<string, string> Missing { get; init; }

    /// <summary>Reads a document.</summary>
    /// <exception cref="PlanningException">It is none, or of another version.</exception>
    public static BenchDocument Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return Read(document.RootElement);
        }
        catch (JsonException e)
        {
            throw new PlanningException(
                $"not JSON, line {e.LineNumber + 1}, column {e.BytePositionInLine + 1}; fetch it anew with: "
                + "mosquitto_sub -t 'PREFIX/NODE/bench' -C 1");
        }
    }

    private static BenchDocument Read(JsonElement root)
    {
        int version = Number(root, "version");
        if (version != Version)
        {
            throw new PlanningException($"version {version} of the document; this program reads {Version}");
        }

        JsonElement reads = Member(root, "reads", JsonValueKind.Object);
        return new BenchDocument
        {
            Model = Text(root, "model"),
            Crc = Text(root, "crc"),
            Firmware = Text(root, "firmware"),
            CyclesInMicrosecond = (int?)Optional(root, "cyclesInMicrosecond"),
            Runs = [.. Member(root, "runs", JsonValueKind.Array).EnumerateArray().Select(Run)],
            Reads = new BenchReads(
                Number(reads, "kilobytes"),
                Optional(reads, "internal"),
                Optional(reads, "external"),
                Optional(reads, "flash")),
            Missing = Member(root, "missing", JsonValueKind.Object)
                .EnumerateObject()
                .DistinctBy(reason => reason.Name)
                .ToDictionary(reason => reason.Name, reason => reason.Value.ToString()),
        };
    }

    private static BenchRun Run(JsonElement run)
    {
        return new BenchRun(
            Text(run, "weights"),
            Number(run, "cores"),
            Find(run, "cold").ValueKind == JsonValueKind.Null ? null : Cycles(run, "cold"),
            Cycles(run, "warm"));
    }

    private static List<long> Cycles(JsonElement run, string name)
    {
        return [.. Member(run, name, JsonValueKind.Array).EnumerateArray().Select(value => Positive(value, name))];
    }

    private static string Text(JsonElement parent, string name)
    {
        return Member(parent, name, JsonValueKind.String).GetString()!;
    }

    private static int Number(JsonElement parent, string name)
    {
        return (int)Positive(Member(parent, name, JsonValueKind.Number), name);
    }

    private static long? Optional(JsonElement parent, string name)
    {
        JsonElement value = Find(parent, name);
        return value.ValueKind == JsonValueKind.Null ? null : Positive(value, name);
    }

    private static long Positive(JsonElement value, string name)
    {
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number >= 0
            ? number
            : throw new PlanningException($"\"{name}\" has {value}, and takes whole numbers from 0");
    }

    private static JsonElement Member(JsonElement parent, string name, JsonValueKind kind)
    {
        JsonElement value = Find(parent, name);
        return value.ValueKind == kind
            ? value
            : throw new PlanningException($"\"{name}\" is {value.ValueKind}, and must be {kind}");
    }

    private static JsonElement Find(JsonElement parent, string name)
    {
        return parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out JsonElement value)
            ? value
            : throw new PlanningException($"\"{name}\" is missing: is it the whole message .../bench of a node?");
    }
}
