namespace SqueezeNet.Embedded.Host.Planning;

/// <summary>
/// Cycles that a board took to read its memories, the loop's own included; null what could not be had.
/// </summary>
/// <param name="Kilobytes">How much was read of each.</param>
public sealed record BenchReads(int Kilobytes, long? Internal, long? External, long? Flash);
