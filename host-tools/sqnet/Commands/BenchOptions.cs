using System;
using System.CommandLine;
using SqueezeNet.Embedded.Cli.Output;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>What sqnet bench is asked.</summary>
/// <param name="Threads">Threads that share one image.</param>
/// <param name="Isa">Kernels of the native engine; null for the best there are.</param>
/// <param name="Runs">Measured runs.</param>
/// <param name="WarmUp">Runs before those.</param>
internal sealed record BenchOptions(string Blob, Backend Backend, int Threads, string? Isa, int Runs, int WarmUp)
{
    public bool Json { get; init; }

    /// <summary>Gives a command its arguments and options.</summary>
    /// <returns>What reads them.</returns>
    public static Func<ParseResult, BenchOptions> AddTo(Command command)
    {
        Argument<string> blob = Arguments.Blob();
        Option<bool> json = Arguments.Json();
        Option<string> backend = Arguments.Backend();
        Option<string> isa = new("--isa")
        {
            Description = "Kernels of engine 'c': 'portable', 'avx2' or 'vnni'; by default the fastest this machine "
                + "has. All give the same scores.",
        };
        isa.AcceptOnlyFromAmong("portable", "avx2", "vnni").As(PathRole.Text);
        Option<int> threads = Arguments.AtLeast(
            "--threads", 1, 1, "Threads that share one image, up to 32 (engine 'c').");
        Option<int> runs = Arguments.AtLeast("--runs", 1, 20, "Measured runs.");
        Option<int> warmUp = Arguments.AtLeast("--warm-up", 0, 3, "Runs before those.");
        command.AddAll(blob, json, backend, isa, threads, runs, warmUp);
        return parsed => new BenchOptions(
            parsed.GetRequiredValue(blob),
            Arguments.ToBackend(parsed.GetValue(backend)),
            parsed.GetValue(threads),
            parsed.GetValue(isa),
            parsed.GetValue(runs),
            parsed.GetValue(warmUp))
        {
            Json = parsed.GetValue(json),
        };
    }
}
