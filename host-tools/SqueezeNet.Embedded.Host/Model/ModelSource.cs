namespace SqueezeNet.Embedded.Host.Model;

/// <summary>Where the weights came from.</summary>
/// <param name="Format">For example "onnx" or "deep-compression".</param>
/// <param name="Sha256">Lower-case hexadecimal SHA-256 of the file named by <paramref name="Path"/>.</param>
public sealed record ModelSource(string Path, string Format, string Sha256);
