namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>A part of a snapshot, in its pixels.</summary>
internal sealed record SeenRectangle(int Left, int Top, int Width, int Height);
