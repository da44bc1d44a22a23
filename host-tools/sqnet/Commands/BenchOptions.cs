using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Linq;
using SqueezeNet.Embedded.Cli.Output;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>What sqnet bench is asked.</summary>
/// <param name="Threads">Threads that share one image.</param>
/// <param name="Isa">Kernels of the engine; null for the best there are.</param>
/// <param name="Runs">Measured runs.</param>
/// <param name="WarmUp">Runs before those.</param>
internal sealed record BenchOptions(string Blob, Backend Backend, int Threads, string? Isa, int Runs, int WarmUp)
{
    /// <summary>The instruction sets of all engines and processors.</summary>
    private static readonly string[] isas = ["portable", "ssse3", "avx2", "vnni", "neon", "dotprod"];

    private static readonly string[] engines = ["c", "vector", "csharp"];

    public bool Json { get; init; }

    /// <summary>The engine to run in turn, and its kernels.</summary>
    public (Backend Backend, string? Isa)? Against { get; init; }

    /// <summary>Gives a command its arguments and options.</summary>
    /// <returns>What reads them.</returns>
    public static Func<ParseResult, BenchOptions> AddTo(Command command)
    {
        Argument<string> blob = Arguments.Blob();
        Option<bool> json = Arguments.Json();
        Option<string> backend = Arguments.Backend();
        Option<string> isa = new("--isa")
        {
            Description = "Kernels: 'portable'; on x86 'avx2', also 'vnni' of engine 'c' and 'ssse3' of engine "
                + "'vector'; on ARM 'neon' or 'dotprod'; by default the fastest this machine has. All give the same "
                + "scores.",
        };
        isa.AcceptOnlyFromAmong(isas).As(PathRole.Text);
        Option<string?> against = new("--against")
        {
            Description = "Another engine to run in turn with this one, and the ratio of both: 'c', 'vector', "
                + "'csharp', or with its kernels 'c/avx2'.",
            HelpName = "engine[/isa]",
        };
        against.CompletionSources.Add(engines);
        against.Validators.Add(result => RequireEngine(result.GetValueOrDefault<string?>(), result));
        against.As(PathRole.Text);
        Option<int> threads = Arguments.AtLeast(
            "--threads", 1, 1, "Threads that share one image, up to 32 (engines 'c' and 'vector').");
        Option<int> runs = Arguments.AtLeast("--runs", 1, 20, "Measured runs.");
        Option<int> warmUp = Arguments.AtLeast("--warm-up", 0, 3, "Runs before those.");
        command.AddAll(blob, json, backend, isa, threads, against, runs, warmUp);
        return parsed => new BenchOptions(
            parsed.GetRequiredValue(blob),
            Arguments.ToBackend(parsed.GetValue(backend)),
            parsed.GetValue(threads),
            parsed.GetValue(isa),
            parsed.GetValue(runs),
            parsed.GetValue(warmUp))
        {
            Json = parsed.GetValue(json),
            Against = ParseEngine(parsed.GetValue(against)),
        };
    }

    private static void RequireEngine(string? text, SymbolResult result)
    {
        string[] parts = text?.Split('/') ?? ["c"];
        if (parts.Length > 2 || !engines.Contains(parts[0]) || (parts.Length == 2 && !isas.Contains(parts[1])))
        {
            result.AddError(
                $"--against '{text}': the engines are {string.Join(", ", engines)}, their kernels "
                + $"{string.Join(", ", isas)}; for example c/avx2.");
        }
    }

    private static (Backend Backend, string? Isa)? ParseEngine(string? text)
    {
        string[]? parts = text?.Split('/');
        return parts is null ? null : (Arguments.ToBackend(parts[0]), parts.Length > 1 ? parts[1] : null);
    }
}
