using System.Collections.Generic;

namespace SqueezeNet.Embedded.Host.Training.Figures;

/// <summary>Whether probabilities mean what they say.</summary>
/// <param name="Temperature">What scores were divided by (Guo et al., 2017); it is part of the head.</param>
/// <param name="ErrorBefore">Expected calibration error in percent, as trained.</param>
/// <param name="ErrorAfter">The same with the temperature.</param>
/// <param name="Bins">Probability by tenths; those without a photo are left out.</param>
public sealed record ScoreCalibration(
    double Temperature, double ErrorBefore, double ErrorAfter, IReadOnlyList<CalibrationBin> Bins)
{
    /// <summary>The same as trained, without the temperature; empty if that is not known.</summary>
    public IReadOnlyList<CalibrationBin> BinsBefore { get; init; } = [];
}

/// <summary>Photos named with about the same probability.</summary>
/// <param name="Probability">Mean, 0..1.</param>
/// <param name="Right">Share that is right, 0..1.</param>
/// <param name="Photos">How many.</param>
public sealed record CalibrationBin(double Probability, double Right, int Photos);
