namespace SqueezeNet.Embedded.Host.Inspection;

/// <summary>A network's input in pixels.</summary>
public sealed record InputSize(int Width, int Height);
