using SqueezeNet.Embedded.Host.Evaluation;

namespace SqueezeNet.Embedded.Host.Training.Figures;

/// <summary>Held-out accuracy with some of the photos.</summary>
/// <param name="PhotosPerClass">Photos of each class that were trained on; mean where classes have fewer.</param>
/// <param name="Accuracy">Percent, mean of the draws.</param>
/// <param name="Range">The lowest and the highest draw, percent.</param>
/// <param name="IsAll">Whether these are all photos.</param>
public sealed record LearningPoint(double PhotosPerClass, double Accuracy, Interval Range, bool IsAll);
