using System.Collections.Generic;
using System.Globalization;

namespace SqueezeNet.Embedded.Tests;

/// <summary>What a server sends, and how it fails while doing so.</summary>
internal sealed record ServerReply(int Status, byte[] Body)
{
    public Dictionary<string, string> Headers { get; } = [];

    /// <summary>Length to declare; the body's when null, none when negative.</summary>
    public long? Declared { get; init; }

    /// <summary>Breaks the connection after this many bytes of the body.</summary>
    public int? CutAfter { get; init; }

    /// <summary>Sends nothing more after this many bytes of the body, and keeps the connection.</summary>
    public int? StallAfter { get; init; }

    /// <summary>Repeats the body without end.</summary>
    public bool Endless { get; init; }

    /// <summary>Milliseconds between pieces of 1 KB.</summary>
    public int Trickle { get; init; }

    public ServerReply With(string header, string value)
    {
        Headers[header] = value;
        return this;
    }

    /// <summary>A redirect.</summary>
    public static ServerReply Redirect(int status, string location) =>
        new ServerReply(status, []).With("Location", location);

    /// <summary>
    /// A file, served as the standard says: parts when they are asked for and the version is the same.
    /// </summary>
    public static ServerReply File(ServerRequest request, byte[] file, string version = "\"1\"")
    {
        bool same = !request.Headers.TryGetValue("if-range", out string? wanted) || wanted == version;
        if (!same || !request.Headers.TryGetValue("range", out string? range))
        {
            return new ServerReply(200, file).With("ETag", version);
        }

        int from = int.Parse(range["bytes=".Length..].TrimEnd('-'), CultureInfo.InvariantCulture);
        return from >= file.Length
            ? new ServerReply(416, [])
            : new ServerReply(206, file[from..]).With("ETag", version)
                .With("Content-Range", $"bytes {from}-{file.Length - 1}/{file.Length}");
    }
}
