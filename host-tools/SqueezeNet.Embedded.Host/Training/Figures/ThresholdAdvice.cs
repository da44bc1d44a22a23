namespace SqueezeNet.Embedded.Host.Training.Figures;

/// <summary>The probability below which nothing should be reported: the node's minProbability.</summary>
/// <param name="Probability">0..1, rounded to hundredths.</param>
/// <param name="RightKept">Percent of the photos named right that stay above it.</param>
/// <param name="WrongRefused">Percent of the mistakes that fall below it; null if there were none.</param>
/// <param name="StrangersRefused">
/// Percent of photos of a class that the network was not taught (each class left out in turn) that fall below it; null
/// with fewer than three classes.
/// </param>
public sealed record ThresholdAdvice(
    double Probability, double RightKept, double? WrongRefused, double? StrangersRefused);
