namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>Milliseconds of one image; those of the stages are medians.</summary>
/// <param name="Isa">Kernels that were used.</param>
internal sealed record Timing(double MedianMs, double MinMs, int Runs, int Threads, string Isa, double[] StagesMs);
