namespace SqueezeNet.Embedded.Host.Evaluation;

/// <summary>An evaluated image that was calibrated on.</summary>
/// <param name="File">Path below the folder.</param>
/// <param name="CalibrationImage">The path of the calibration image that it is, or looks like.</param>
public sealed record Overlap(string File, string CalibrationImage, OverlapKind Kind);
