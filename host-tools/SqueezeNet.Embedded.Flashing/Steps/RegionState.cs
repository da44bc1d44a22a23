namespace SqueezeNet.Embedded.Flashing.Steps;

/// <summary>What stands at the place of a region.</summary>
/// <param name="Holds">Whether it is what is to stand there.</param>
/// <param name="Found">Else what stands there, for people; null if the place is erased.</param>
public sealed record RegionState(bool Holds, string? Found);
