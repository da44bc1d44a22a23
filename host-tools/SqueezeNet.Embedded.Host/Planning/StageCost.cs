namespace SqueezeNet.Embedded.Host.Planning;

/// <summary>What a stage costs with a band.</summary>
/// <param name="Nanoseconds">Modelled time; whole numbers, so that equal plans are equal.</param>
/// <param name="WeightBytesRead">Weights and biases that pass the cache.</param>
public sealed record StageCost(long Nanoseconds, long WeightBytesRead);
