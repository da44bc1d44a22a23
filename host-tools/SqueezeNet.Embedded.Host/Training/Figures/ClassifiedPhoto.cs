namespace SqueezeNet.Embedded.Host.Training.Figures;

/// <summary>A photo as a network saw it that was trained without its group.</summary>
/// <param name="Photo">Index among the photos.</param>
/// <param name="Truth">The class whose folder it is in.</param>
/// <param name="Named">The class that was named.</param>
/// <param name="Probability">Of the class that was named, 0..1.</param>
/// <param name="TruthProbability">Of the class whose folder it is in, 0..1.</param>
public sealed record ClassifiedPhoto(int Photo, int Truth, int Named, double Probability, double TruthProbability);
