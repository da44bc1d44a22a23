namespace SqueezeNet.Embedded.Host.Import.Graphs;

/// <summary>The tensor an image goes into; what the file leaves open is null.</summary>
internal sealed record GraphInput(string Name, int? Channels, int? Height, int? Width);
