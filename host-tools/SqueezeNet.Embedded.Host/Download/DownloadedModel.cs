using System;

namespace SqueezeNet.Embedded.Host.Download;

/// <summary>A file whose SHA-256 was verified.</summary>
/// <param name="Path">Where it is in the cache.</param>
/// <param name="Source">Where it came from; null when it was in the cache.</param>
/// <param name="Cached">Whether it was in the cache already.</param>
public sealed record DownloadedModel(string Path, Uri? Source, bool Cached);
