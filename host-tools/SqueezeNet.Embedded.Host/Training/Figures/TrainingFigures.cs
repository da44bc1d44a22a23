using System.Collections.Generic;

namespace SqueezeNet.Embedded.Host.Training.Figures;

/// <summary>What a training came to, all of it on photos that were held out.</summary>
/// <param name="HeldOut">Photos by a network that was trained without their fold; fp32.</param>
/// <param name="Folds">How many folds.</param>
/// <param name="WeightDecay">As cross-validation chose it.</param>
public sealed record TrainingFigures(HeldOutFigures HeldOut, int Folds, double WeightDecay)
{
    /// <summary>
    /// Where Fire modules were tuned, <see cref="HeldOut"/> is of the first fold; this is of the head alone on the same
    /// photos. Null if the head alone was trained: then it is of all photos.
    /// </summary>
    public HeldOutFigures? Frozen { get; init; }

    /// <summary>Whether probabilities mean what they say.</summary>
    public required ScoreCalibration Calibration { get; init; }

    /// <summary>The node's minProbability.</summary>
    public required ThresholdAdvice Threshold { get; init; }

    /// <summary>Accuracy with fewer photos: 5, 10, 20 ... a class, then all.</summary>
    public IReadOnlyList<LearningPoint> Curve { get; init; } = [];

    /// <summary>Photos that may stand in the wrong folder, the most suspicious first.</summary>
    public IReadOnlyList<ClassifiedPhoto> Suspicious { get; init; } = [];

    /// <summary>What to do for better figures, a sentence each: what more photos would bring, and of what.</summary>
    public IReadOnlyList<string> Advice { get; init; } = [];
}
