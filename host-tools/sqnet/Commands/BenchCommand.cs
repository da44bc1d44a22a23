using System;
using System.CommandLine;
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
            sqnet bench cards.sqnt --backend vector --against c
            """);
        Func<ParseResult, BenchOptions> read = BenchOptions.AddTo(command);
        command.SetGuardedAction((parsed, cancellation) => Run(read(parsed), cancellation));
        return command;
    }

    public static int Run(BenchOptions options, CancellationToken cancellation)
    {
        byte[] blob = Arguments.ReadBlob(options.Blob);
        using Contender subject = Open(blob, options.Backend, options.Isa, options);
        using Contender? other = options.Against is var (backend, isa) ? Open(blob, backend, isa, options) : null;
        Measure(subject, other, options, cancellation);
        Timing timing = subject.Timing();
        if (other is not null)
        {
            RequireSameScores(subject, other);
            Timing against = other.Timing();
            timing = timing with { Against = against, Ratio = Math.Round(timing.MedianMs / against.MedianMs, 3) };
        }

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

    private static Contender Open(byte[] blob, Backend backend, string? isa, BenchOptions options)
    {
        int threads = backend == Backend.Managed ? 1 : options.Threads;
        if (DesktopEngine.Resolve(backend) == Backend.Native && !DesktopEngine.IsNative)
        {
            // Says which file is missing.
            Network.Open(blob, backend).Dispose();
        }

        if (!DesktopEngine.Prefer(backend, isa, threads))
        {
            throw new CommandException(
                ExitCode.Usage,
                $"this machine cannot run '{isa ?? DesktopEngine.InstructionSet(backend)}' of engine "
                + $"'{Arguments.NameOf(DesktopEngine.Resolve(backend))}' on {threads} threads; leave out --isa for "
                + "the best it has, and ask for 32 threads at most");
        }

        Network network = Network.Open(blob, new NetworkOptions { Backend = backend, Cores = threads });
        return new Contender(network, DesktopEngine.InstructionSet(network.Backend), options.Runs);
    }

    /// <summary>Turn by turn, so that what else the machine does hits both.</summary>
    private static void Measure(
        Contender subject, Contender? other, BenchOptions options, CancellationToken cancellation)
    {
        Frame frame = RandomFrame(subject.Network);
        for (int run = -options.WarmUp; run < options.Runs; run++)
        {
            cancellation.ThrowIfCancellationRequested();
            subject.Run(frame, run);
            other?.Run(frame, run);
        }
    }

    private static void RequireSameScores(Contender subject, Contender other)
    {
        if (!subject.Network.Scores.AsSpan().SequenceEqual(other.Network.Scores))
        {
            throw new CommandException(
                ExitCode.Negative,
                "the engines give different scores: see 'sqnet verify', and report this with the blob");
        }
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
}
