using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>A folder of snapshots: a JPEG for each, and a line of JSON in snapshots.jsonl.</summary>
internal sealed class SnapshotFolder
{
    private const string Lines = "snapshots.jsonl";

    private static readonly JsonSerializerOptions plain = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly string folder;
    private readonly string node;

    public SnapshotFolder(string folder, string node)
    {
        this.folder = folder;
        this.node = node;
        Directory.CreateDirectory(folder);
    }

    /// <summary>What is told of a snapshot.</summary>
    public static object Entry(SnapshotMeta meta, string node, string? file)
    {
        return new
        {
            Node = node,
            meta.Seq,
            meta.Label,
            meta.Index,
            meta.Probability,
            meta.At,
            meta.Utc,
            meta.Region,
            meta.Frame,
            meta.Width,
            meta.Height,
            meta.Seen,
            meta.Rotate,
            meta.Regions,
            meta.Quality,
            meta.Bytes,
            meta.Crc,
            meta.Problem,
            File = file,
        };
    }

    /// <summary>Saves a snapshot.</summary>
    /// <returns>The file; null if there is no image.</returns>
    public string? Save(NodeSnapshot snapshot)
    {
        string? file = snapshot.Image is null ? null : Write(snapshot);
        string line = JsonSerializer.Serialize(
            Entry(snapshot.Meta, node, file is null ? null : Path.GetFileName(file)), plain);
        File.AppendAllText(Path.Combine(folder, Lines), line + "\n", new UTF8Encoding(false));
        return file;
    }

    /// <summary>
    /// Numbers start again with the node: the time is part of the name, and no file is ever replaced.
    /// </summary>
    private string Write(NodeSnapshot snapshot)
    {
        string time = DateTime.Now.ToString("yyyyMMdd_HHmmssfff", CultureInfo.InvariantCulture);
        string safe = string.Concat(node.Select(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '_'));
        string file = Path.Combine(folder, $"{safe}_{time}_{snapshot.Meta.Seq}.jpg");
        using FileStream stream = new(file, FileMode.CreateNew, FileAccess.Write);
        stream.Write(snapshot.Jpeg);
        return file;
    }
}
