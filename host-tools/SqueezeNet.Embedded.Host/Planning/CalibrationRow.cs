namespace SqueezeNet.Embedded.Host.Planning;

/// <summary>A stage as the model has it, and as the board has measured it, on one core.</summary>
/// <param name="Stage">Its name.</param>
/// <param name="Weights">Where the weights lay: "flash" or "psram".</param>
/// <param name="ModelledMs">By the profile that was given.</param>
/// <param name="MeasuredMs">By the board.</param>
/// <param name="FittedMs">By the profile that was fitted.</param>
public sealed record CalibrationRow(
    string Stage, string Weights, double ModelledMs, double MeasuredMs, double FittedMs)
{
    /// <summary>How much longer the board takes than the model says.</summary>
    public double Ratio => MeasuredMs / ModelledMs;
}
