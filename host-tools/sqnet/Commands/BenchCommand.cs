using System;
using System.CommandLine;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Inspection;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>sqnet bench: how long an image takes.</summary>
internal static class BenchCommand
{
    public static Command Create()
    {
        Command command = new(
            "bench",
            "Measures the time of one image, batch 1, after warm-up, from pixels whose centre crop has the network's "
            + "size to scores.");
        ExamplesHelp.Add(
            command,
            """
            sqnet bench cards.sqnt --threads 1 --json
            """);
        Func<ParseResult, BenchOptions> read = BenchOptions.AddTo(command);
        command.SetGuardedAction((parsed, cancellation) => Run(read(parsed), cancellation));
        return command;
    }

    public static int Run(BenchOptions options, CancellationToken cancellation)
    {
        bool native = options.Backend == Backend.Native;
        int threads = native ? options.Threads : 1;
        if (native)
        {
            Choose(options.Isa, threads);
        }

        using Network network = Arguments.OpenBlob(options.Blob, bytes => Network.Open(bytes, options.Backend));
        Timing timing = Measure(network, options, cancellation) with
        {
            Threads = threads,
            Isa = native ? DesktopEngine.InstructionSet : "csharp",
        };
        if (options.Json)
        {
            Json.Write(timing);
        }
        else
        {
            BenchOutput.Print(timing);
        }

        return ExitCode.Success;
    }

    private static void Choose(string? isa, int threads)
    {
        if (!DesktopEngine.Prefer(isa, threads))
        {
            throw new CommandException(
                ExitCode.Usage,
                $"this machine cannot run '{isa ?? DesktopEngine.InstructionSet}' on {threads} threads; "
                + "leave out --isa for the best it has, and ask for 32 threads at most");
        }
    }

    private static Timing Measure(Network network, BenchOptions options, CancellationToken cancellation)
    {
        Frame frame = RandomFrame(network);
        int runs = options.Runs;
        double[] times = new double[runs];
        double[,] stages = new double[network.Stages, runs];
        for (int run = -options.WarmUp; run < runs; run++)
        {
            cancellation.ThrowIfCancellationRequested();
            long start = Stopwatch.GetTimestamp();
            network.Classify(frame);
            double elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
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

    private static Frame RandomFrame(Network network)
    {
        int width = Uncropped(network.Width, network.Header);
        int height = Uncropped(network.Height, network.Header);
        byte[] pixels = new byte[width * height * 3];
        new Random(1).NextBytes(pixels);
        return new Frame(pixels, width, height, PixelFormat.Rgb888);
    }

    /// <summary>
    /// The side whose centre crop is the network's: nothing is resampled, as in other engines' benchmarks.
    /// </summary>
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
}
