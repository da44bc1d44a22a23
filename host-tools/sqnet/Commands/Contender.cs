using System;
using System.Diagnostics;
using System.Linq;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>An engine that is measured, run by run.</summary>
internal sealed class Contender : IDisposable
{
    private readonly string isa;
    private readonly double[] times;
    private readonly double[,] stages;

    /// <summary>Takes over an open network.</summary>
    public Contender(Network network, string isa, int runs)
    {
        Network = network;
        this.isa = isa;
        times = new double[runs];
        stages = new double[network.Stages, runs];
    }

    /// <summary>What runs.</summary>
    public Network Network { get; }

    /// <summary>Classifies a frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="run">The number of the run; nothing is kept of those below 0.</param>
    public void Run(Frame frame, int run)
    {
        long start = Stopwatch.GetTimestamp();
        Network.Classify(frame);
        double elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        for (int k = 0; run >= 0 && k < Network.Stages; k++)
        {
            stages[k, run] = Network.StageMilliseconds(k);
            times[run] = elapsed;
        }
    }

    /// <summary>What all runs say.</summary>
    public Timing Timing()
    {
        int runs = times.Length;
        double[] medians = Enumerable.Range(0, Network.Stages)
            .Select(k => Median(Enumerable.Range(0, runs).Select(run => stages[k, run]).ToArray()))
            .ToArray();
        string backend = Arguments.NameOf(Network.Backend);
        return new Timing(
            Median(times), Math.Round(times.Min(), 3), runs, int.Max(1, Network.Cores), backend, isa, medians);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Network.Dispose();
    }

    private static double Median(double[] values)
    {
        double[] sorted = values.Order().ToArray();
        int middle = sorted.Length / 2;
        double median = sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return Math.Round(median, 3);
    }
}
