using System.Text.Json;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>What a node has said of itself last; the broker keeps it.</summary>
/// <param name="Node">Its name.</param>
/// <param name="Status">online, sleeping, offline, camera-failed or model-failed.</param>
/// <param name="Reason">Why it fails, empty if it does not.</param>
/// <param name="Model">Name of its model, empty if it has told none.</param>
/// <param name="Address">Its address in the network, empty if it has told none.</param>
/// <param name="WakeAfter">
/// Seconds from its sleep's begin until it shows up again; null if it does not sleep, or nobody knows.
/// </param>
internal sealed record NodeStatus(
    string Node, string Status, string Reason, string Model, string Address, int? WakeAfter)
{
    /// <summary>Whether it shows what it sees.</summary>
    public bool HasSnapshots { get; private init; }

    /// <summary>Reads a status; null if it is none.</summary>
    public static NodeStatus? Read(string node, byte[] payload)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(payload);
            return json.RootElement.ValueKind != JsonValueKind.Object ? null : new NodeStatus(
                node, Text(json, "status"), Text(json, "reason"), Text(json, "model"), Text(json, "address"),
                Whole(json, "wakeAfter"))
            { HasSnapshots = json.RootElement.TryGetProperty("snapshots", out _) };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether it sleeps; one that fails tells so by the time alone.</summary>
    public bool Sleeps()
    {
        return Status == "sleeping" || WakeAfter > 0;
    }

    /// <summary>That it sleeps, and how long at most.</summary>
    public string Sleep()
    {
        return WakeAfter is int seconds
            ? $"asleep; it wakes in about {seconds} s at the latest"
            : "asleep; it wakes when it has something to say, and does not know when";
    }

    private static string Text(JsonDocument json, string name)
    {
        return json.RootElement.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()! : string.Empty;
    }

    private static int? Whole(JsonDocument json, string name)
    {
        return json.RootElement.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number
            && value.TryGetInt32(out int whole) ? whole : null;
    }
}
