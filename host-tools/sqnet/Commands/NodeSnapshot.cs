using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>A snapshot with its description.</summary>
/// <param name="Meta">What the node says of it.</param>
/// <param name="Jpeg">The file; empty if there is none.</param>
/// <param name="Image">Its pixels; null if there is none.</param>
internal sealed record NodeSnapshot(SnapshotMeta Meta, byte[] Jpeg, RgbImage? Image);
