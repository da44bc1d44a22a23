namespace SqueezeNet.Embedded.Host.Inspection;

/// <summary>A stage of a blob.</summary>
/// <param name="Macs">Multiply-accumulates, without the padding channels.</param>
/// <param name="WeightBytes">Of its weights as stored.</param>
/// <param name="Output">Height, width and channels as stored; [1, 1, classes] for the head.</param>
/// <param name="ArenaBytes">Of the arena that the stage uses: input, output and scratch.</param>
public sealed record StageSummary(
    string Name, long Macs, long WeightBytes, int[] Output, int Band, long ArenaBytes);
