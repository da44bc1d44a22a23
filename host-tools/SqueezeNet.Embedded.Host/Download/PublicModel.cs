using System;
using System.Collections.Generic;

namespace SqueezeNet.Embedded.Host.Download;

/// <summary>Published weights, pinned to one exact file.</summary>
public sealed record PublicModel
{
    /// <summary>What users call it.</summary>
    public required string Name { get; init; }

    /// <summary>The file's name.</summary>
    public required string File { get; init; }

    /// <summary>The file's length.</summary>
    public required long Bytes { get; init; }

    /// <summary>Lower-case hexadecimal SHA-256 of the file.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Where it can be had, the best place first.</summary>
    public required IReadOnlyList<Uri> Sources { get; init; }

    /// <summary>SPDX identifier of the licence.</summary>
    public required string Licence { get; init; }

    /// <summary>Whose work it is and what the licence asks for.</summary>
    public required string Notice { get; init; }
}
