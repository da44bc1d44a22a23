namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>Milliseconds of one image; those of the stages are medians.</summary>
/// <param name="Backend">The engine: c, vector or csharp.</param>
/// <param name="Isa">Kernels that were used.</param>
internal sealed record Timing(
    double MedianMs, double MinMs, int Runs, int Threads, string Backend, string Isa, double[] StagesMs)
{
    /// <summary>The engine that ran in turn with this one.</summary>
    public Timing? Against { get; init; }

    /// <summary>This median divided by the other's.</summary>
    public double? Ratio { get; init; }
}
