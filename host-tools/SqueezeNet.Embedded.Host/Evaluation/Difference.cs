namespace SqueezeNet.Embedded.Host.Evaluation;

/// <summary>An image for which the blob and the reference predict different classes.</summary>
/// <param name="File">Path below the folder.</param>
/// <param name="Truth">The true class; the others are the classes named first.</param>
public sealed record Difference(string File, int Truth, int Reference, int Blob);
