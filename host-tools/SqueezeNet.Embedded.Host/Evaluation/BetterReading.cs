using System.Collections.Generic;
using System.Globalization;

namespace SqueezeNet.Embedded.Host.Evaluation;

/// <summary>Another reading of a state dict that is right far more often than the one that was taken.</summary>
/// <param name="Options">The options that lead to it, with their values.</param>
/// <param name="Images">How many images both classified.</param>
/// <param name="Hits">How many of them it has right.</param>
/// <param name="TakenHits">How many of them the reading that was taken has right.</param>
/// <param name="PValue">McNemar's, of the difference.</param>
public sealed record BetterReading(
    IReadOnlyList<string> Options, int Images, int Hits, int TakenHits, double PValue)
{
    /// <summary>What to tell the user.</summary>
    public string Advice
    {
        get
        {
            string p = PValue.ToString("0.##e0", CultureInfo.InvariantCulture);
            return $"the state dict was likely trained otherwise than it is read: of {Images} images {TakenHits} "
                + $"are right as it is read, {Hits} with {string.Join(' ', Options)} (McNemar's p = {p}). Give these "
                + "options, or export the network with torch.onnx.export.";
        }
    }
}
