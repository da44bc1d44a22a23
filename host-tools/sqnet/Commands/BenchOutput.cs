using System.Globalization;
using Spectre.Console;
using SqueezeNet.Embedded.Cli.Output;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>Measured times on the terminal.</summary>
internal static class BenchOutput
{
    public static void Print(Timing timing)
    {
        Write(timing);
        for (int k = 0; k < timing.StagesMs.Length; k++)
        {
            Terminal.Results.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"  stage {k}: {timing.StagesMs[k]:F2} ms"));
        }

        if (timing.Against is Timing other)
        {
            Write(other);
            Terminal.Results.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{timing.Backend} takes {timing.Ratio:F2} times as long as {other.Backend}; both gave the same scores"));
        }
    }

    private static void Write(Timing timing)
    {
        Terminal.Results.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"median {timing.MedianMs:F2} ms, min {timing.MinMs:F2} ms per image ({timing.Runs} runs, "
            + $"{timing.Backend}: {timing.Isa}, threads: {timing.Threads})"));
    }
}
