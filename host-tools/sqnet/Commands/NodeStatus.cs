using System.Text.Json;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>What a node has said of itself last; the broker keeps it.</summary>
/// <param name="Node">Its name.</param>
/// <param name="Status">online, offline, camera-failed or model-failed.</param>
/// <param name="Reason">Why it fails, empty if it does not.</param>
/// <param name="Model">Name of its model, empty if it has told none.</param>
/// <param name="Address">Its address in the network, empty if it has told none.</param>
/// <param name="HasSnapshots">Whether it shows what it sees.</param>
internal sealed record NodeStatus(
    string Node, string Status, string Reason, string Model, string Address, bool HasSnapshots)
{
    /// <summary>Reads a status; null if it is none.</summary>
    public static NodeStatus? Read(string node, byte[] payload)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(payload);
            return json.RootElement.ValueKind != JsonValueKind.Object ? null : new NodeStatus(
                node, Text(json, "status"), Text(json, "reason"), Text(json, "model"), Text(json, "address"),
                json.RootElement.TryGetProperty("snapshots", out _));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Text(JsonDocument json, string name)
    {
        return json.RootElement.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()! : string.Empty;
    }
}
