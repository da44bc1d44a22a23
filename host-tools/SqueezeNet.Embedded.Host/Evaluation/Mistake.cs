namespace SqueezeNet.Embedded.Host.Evaluation;

/// <summary>An image that a blob takes for another class.</summary>
/// <param name="File">Path below the folder.</param>
/// <param name="Truth">The true class.</param>
/// <param name="Named">The class that is named first.</param>
/// <param name="Probability">Of that, 0..1.</param>
/// <param name="Reference">The class that the reference names first; null without one.</param>
public sealed record Mistake(string File, int Truth, int Named, double Probability, int? Reference);
