namespace SqueezeNet.Embedded.Host.Planning;

/// <summary>A planned stage.</summary>
/// <param name="Band">Rows of mid that are made at a time.</param>
/// <param name="Bands">How many bands that makes.</param>
/// <param name="Placement">
/// Of the output: "in place" overlaps the input, "below" and "above" lie beside it, "new" has no stored input.
/// </param>
/// <param name="RamBytes">Of the arena that the stage uses: input, output and scratch, without bypasses.</param>
/// <param name="InBytes">Of the stored input, 0 for the image.</param>
/// <param name="OutBytes">Of the output; in place it shares bytes with the input.</param>
/// <param name="WeightBytesRead">Weights and biases that are read from flash or PSRAM.</param>
/// <param name="SkipBytes">What the stage keeps for a bypass and adds of one: written once and read once.</param>
/// <param name="Macs">Multiply-accumulates, without the padding channels.</param>
public sealed record StageReport(
    string Name,
    int Band,
    int Bands,
    string Placement,
    int InOffset,
    int OutOffset,
    int ScratchOffset,
    long RamBytes,
    long InBytes,
    long OutBytes,
    long ScratchBytes,
    long WeightBytes,
    long WeightBytesRead,
    long SkipBytes,
    long Macs,
    double EstimatedMs)
{
    internal static StageReport Of(StageShape stage, StagePlan plan, IStageCosts costs)
    {
        StageCost cost = costs.Of(stage, plan.Band);
        long inEnd = plan.InOffset + stage.InBytes;
        long outEnd = plan.OutOffset + stage.OutBytes;
        long shared = stage.IsImage ? 0 : long.Max(0, long.Min(inEnd, outEnd) - int.Max(plan.InOffset, plan.OutOffset));
        long scratch = stage.ScratchBytes(plan.Band);
        return new StageReport(
            stage.Name,
            plan.Band,
            stage.Bands(plan.Band),
            stage.IsImage ? "new" : shared > 0 ? "in place" : plan.OutOffset < plan.InOffset ? "below" : "above",
            plan.InOffset,
            plan.OutOffset,
            plan.ScratchOffset,
            stage.InBytes + stage.OutBytes + scratch - shared,
            stage.InBytes,
            stage.OutBytes,
            scratch,
            stage.WeightBytes,
            cost.WeightBytesRead,
            stage.KeptBytes + stage.AddedBytes,
            stage.Macs,
            cost.Nanoseconds / 1e6);
    }
}
