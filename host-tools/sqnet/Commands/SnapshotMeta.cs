using System;
using System.Text.Json;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>What a node says of a snapshot.</summary>
internal sealed record SnapshotMeta
{
    private static readonly JsonSerializerOptions options = new(JsonSerializerDefaults.Web);

    /// <summary>Number of the frame; 0 if the node refuses snapshots altogether.</summary>
    public int Seq { get; init; }

    public string? Label { get; init; }

    public int Index { get; init; }

    public double Probability { get; init; }

    /// <summary>Milliseconds since the node started.</summary>
    public long At { get; init; }

    public string? Utc { get; init; }

    public string? Region { get; init; }

    public string? Frame { get; init; }

    public int Width { get; init; }

    public int Height { get; init; }

    /// <summary>What the network saw of the image, in its pixels; null with older firmware.</summary>
    public SeenRectangle? Seen { get; init; }

    /// <summary>All regions, that of the snapshot among them; null if there is one only.</summary>
    public SeenRegion[]? Regions { get; init; }

    /// <summary>How far the network's frame is turned clockwise against the image, in degrees.</summary>
    public int Rotate { get; init; }

    public int Quality { get; init; }

    /// <summary>Length of the JPEG that follows.</summary>
    public int Bytes { get; init; }

    /// <summary>Its CRC-32.</summary>
    public string? Crc { get; init; }

    /// <summary>Why there is no JPEG.</summary>
    public string? Problem { get; init; }

    /// <summary>Reads a message; null if it is none of a node.</summary>
    public static SnapshotMeta? Read(byte[] payload)
    {
        try
        {
            return JsonSerializer.Deserialize<SnapshotMeta>(payload, options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether a JPEG is the one that is described, whole.</summary>
    public bool IsOf(byte[] jpeg)
    {
        return jpeg.Length == Bytes
            && string.Equals(Crc, $"{Crc32.Append(0, jpeg, 0, jpeg.Length):x8}", StringComparison.OrdinalIgnoreCase);
    }
}
