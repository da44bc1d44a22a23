using System;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Spectre.Console;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Inspection;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>sqnet bench: how long an image takes.</summary>
internal static class BenchCommand
{
    public static Command Create()
    {
        Argument<string> blob = Arguments.Blob();
        Option<bool> json = Arguments.Json();
        Option<string> backend = Arguments.Backend();
        Option<int> threads = Arguments.AtLeast("--threads", 1, 1, "Threads that share one image, up to 32 (engine 'c').");
        Option<string> isa = new("--isa")
        {
            Description = "Kernels of engine 'c': 'portable', 'avx2' or 'vnni'; by default the fastest this machine has. "
                + "All give the same scores.",
        };
        isa.AcceptOnlyFromAmong("portable", "avx2", "vnni");
        Option<int> runs = Arguments.AtLeast("--runs", 1, 20, "Measured runs.");
        Option<int> warmUp = Arguments.AtLeast("--warm-up", 0, 3, "Runs before those.");
        Command command = new(
            "bench",
            "Measures the time of one image, batch 1, after warm-up, from pixels whose centre crop has the network's "
            + "size to scores.")
        {
            blob, json, backend, isa, threads, runs, warmUp,
        };
        ExamplesHelp.Add(
            command,
            """
            sqnet bench cards.sqnt --threads 1 --json
            """);
        command.SetGuardedAction((arguments, cancellation) =>
        {
            Backend engine = Arguments.ToBackend(arguments.GetValue(backend));
            int used = engine == Backend.Native ? arguments.GetValue(threads) : 1;
            Choose(engine, arguments.GetValue(isa), used);
            using Network network = Network.Open(
                Arguments.ReadBlob(arguments.GetRequiredValue(blob)), engine);
            Timing timing = Measure(network, arguments.GetValue(runs), arguments.GetValue(warmUp), cancellation);
            timing = timing with { Threads = used, Isa = engine == Backend.Native ? DesktopEngine.InstructionSet : "csharp" };
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

    private static void Choose(Backend engine, string? isa, int threads)
    {
        if (engine == Backend.Native && !DesktopEngine.Prefer(isa, threads))
        {
            throw new CommandException(
                ExitCode.Usage,
                $"this machine cannot run '{isa ?? DesktopEngine.InstructionSet}' on {threads} threads; "
                + "leave out --isa for the best it has, and ask for 32 threads at most");
        }
    }

    private static Timing Measure(Network network, int runs, int warmUp, CancellationToken cancellation)
    {
        int width = Uncropped(network.Width, network.Header);
        int height = Uncropped(network.Height, network.Header);
        byte[] pixels = new byte[width * height * 3];
        new Random(1).NextBytes(pixels);
        Frame frame = new(pixels, width, height, PixelFormat.Rgb888);
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
        return new Timing(Median(times), Math.Round(times.Min(), 3), runs, 1, string.Empty, medians);
    }

    /// <summary>The side whose centre crop is the network's: nothing is resampled, as in other engines' benchmarks.</summary>
    private static int Uncropped(int side, BlobHeader header)
    {
        return Math.Min(4096, ((side * header.CropDenominator) + (header.CropNumerator / 2)) / header.CropNumerator);
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
            $"median {timing.MedianMs:F2} ms, min {timing.MinMs:F2} ms per image ({timing.Runs} runs, {timing.Isa}, threads: {timing.Threads})"));
        for (int k = 0; k < timing.StagesMs.Length; k++)
        {
            Terminal.Results.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  stage {k}: {timing.StagesMs[k]:F2} ms"));
        }
    }

    /// <summary>Milliseconds; stages are medians.</summary>
    private sealed record Timing(double MedianMs, double MinMs, int Runs, int Threads, string Isa, double[] StagesMs);
}
