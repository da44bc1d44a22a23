namespace SqueezeNet.Embedded.Host.Planning;

/// <summary>Where a stage works in the arena (SPEC 3), in bytes from its start.</summary>
/// <param name="Band">Rows of mid that are made at a time.</param>
public sealed record StagePlan(int Band, int InOffset, int OutOffset, int ScratchOffset);
