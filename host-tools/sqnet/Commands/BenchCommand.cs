using System;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Spectre.Console;
using SqueezeNet.Embedded.Cli.Output;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>sqnet bench: how long an image takes.</summary>
internal static class BenchCommand
{
    public static Command Create()
    {
        Argument<string> blob = Arguments.Blob();
        Option<bool> json = Arguments.Json();
        Option<string> backend = Arguments.Backend();
        Option<int> threads = Arguments.AtLeast("--threads", 1, 1, "Threads for one image; the portable engine uses one.");
        Option<int> runs = Arguments.AtLeast("--runs", 1, 20, "Measured runs.");
        Option<int> warmUp = Arguments.AtLeast("--warm-up", 0, 3, "Runs before those.");
        Command command = new(
            "bench",
            "Measures the time of one image, batch 1, after warm-up, from pixels at the network's size to "
            + "scores.")
        {
            blob, json, backend, threads, runs, warmUp,
        };
        ExamplesHelp.Add(
            command,
            """
            sqnet bench cards.sqnt --threads 1 --json
            """);
        command.SetGuardedAction((arguments, cancellation) =>
        {
            if (arguments.GetValue(threads) > 1)
            {
                Terminal.Errors.MarkupLine("[yellow]note:[/] this engine runs an image on one thread; 'threads' says 1.");
            }

            using Network network = Network.Open(
                Arguments.ReadBlob(arguments.GetRequiredValue(blob)), Arguments.ToBackend(arguments.GetValue(backend)));
            Timing timing = Measure(network, arguments.GetValue(runs), arguments.GetValue(warmUp), cancellation);
            if (arguments.GetValue(json))
            {
                Json.Write(timing);
            }
            else
            {
                Print(timing);
            }

            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    private static Timing Measure(Network network, int runs, int warmUp, CancellationToken cancellation)
    {
        byte[] pixels = new byte[network.Width * network.Height * 3];
        new Random(1).NextBytes(pixels);
        Frame frame = new(pixels, network.Width, network.Height, PixelFormat.Rgb888);
        double[] times = new double[runs];
        double[,] stages = new double[network.Stages, runs];
        for (int run = -warmUp; run < runs; run++)
        {
            cancellation.ThrowIfCancellationRequested();
            long start = System.Diagnostics.Stopwatch.GetTimestamp();
            network.Classify(frame);
            double elapsed = System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            for (int k = 0; run >= 0 && k < network.Stages; k++)
            {
                stages[k, run] = network.StageMilliseconds(k);
                times[run] = elapsed;
            }
        }

        double[] medians = Enumerable.Range(0, network.Stages)
            .Select(k => Median(Enumerable.Range(0, runs).Select(run => stages[k, run]).ToArray()))
            .ToArray();
        return new Timing(Median(times), Math.Round(times.Min(), 3), runs, 1, medians);
    }

    private static double Median(double[] values)
    {
        double[] sorted = values.Order().ToArray();
        int middle = sorted.Length / 2;
        double median = sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return Math.Round(median, 3);
    }

    private static void Print(Timing timing)
    {
        Terminal.Results.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"median {timing.MedianMs:F2} ms, min {timing.MinMs:F2} ms per image ({timing.Runs} runs, {timing.Threads} thread)"));
        for (int k = 0; k < timing.StagesMs.Length; k++)
        {
            Terminal.Results.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  stage {k}: {timing.StagesMs[k]:F2} ms"));
        }
    }

    /// <summary>Milliseconds; stages are medians.</summary>
    private sealed record Timing(double MedianMs, double MinMs, int Runs, int Threads, double[] StagesMs);
}
