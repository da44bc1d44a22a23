namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>What a network says of an image.</summary>
/// <param name="Image">The file.</param>
/// <param name="Top">The most probable classes, best first; empty if the image could not be read.</param>
/// <param name="Ms">Milliseconds of all stages.</param>
/// <param name="Error">Why the image could not be read; null if it could.</param>
/// <param name="StagesMs">Milliseconds of each stage; null unless they were asked for.</param>
internal sealed record ClassifiedImage(string Image, ClassChoice[] Top, double Ms, string? Error, double[]? StagesMs);
