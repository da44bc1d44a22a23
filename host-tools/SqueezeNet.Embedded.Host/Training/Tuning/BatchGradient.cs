using System;
using System.Collections.Concurrent;
using System.Numerics.Tensors;
using System.Threading.Tasks;
using SqueezeNet.Embedded.Host.Training.Samples;

namespace SqueezeNet.Embedded.Host.Training.Tuning;

/// <summary>
/// The gradient on a batch of views. A batch is cut into eight parts, whatever the number of threads: each sums its
/// views in order, and the parts are summed in order.
/// </summary>
internal sealed class BatchGradient
{
    private const int Parts = 8;

    private readonly TrainedNetwork network;
    private readonly IFeatureMaps maps;
    private readonly SampleTable table;
    private readonly TuningOptions options;
    private readonly ParallelOptions parallel;
    private readonly ConcurrentBag<Workplace> free = [];
    private readonly float[][] sums = new float[Parts][];

    public BatchGradient(TrainedNetwork network, IFeatureMaps maps, SampleTable table, TuningOptions options)
    {
        this.network = network;
        this.maps = maps;
        this.table = table;
        this.options = options;
        int threads = options.Threads > 0 ? options.Threads : Environment.ProcessorCount;
        parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Min(threads, Parts) };
    }

    /// <summary>Of the mean loss.</summary>
    /// <param name="batch">Numbers of views: photo times views of a photo, plus view.</param>
    /// <param name="seed">Dropout follows from it.</param>
    /// <returns>The loss summed over the batch, and the gradient, which is valid until the next call.</returns>
    public (double Loss, float[] Gradient) Run(ReadOnlyMemory<int> batch, ulong seed)
    {
        double[] losses = new double[batch.Length];
        Parallel.For(0, Parts, parallel, part =>
        {
            Workplace place = Take();
            sums[part] ??= new float[network.Parameters.Length];
            sums[part].AsSpan().Clear();
            for (int i = part * batch.Length / Parts; i < (part + 1) * batch.Length / Parts; i++)
            {
                losses[i] = Add(batch.Span[i], batch.Length, new SeededRandom(seed, (ulong)i), place, sums[part]);
            }

            free.Add(place);
        });
        double loss = 0;
        foreach (double value in losses)
        {
            loss += value;
        }

        for (int part = 1; part < Parts; part++)
        {
            TensorPrimitives.Add(sums[0], sums[part], sums[0]);
        }

        return (loss, sums[0]);
    }

    /// <summary>Scores of the plain views of photos.</summary>
    public double[][] Scores(int[] photos)
    {
        double[][] scores = new double[photos.Length][];
        Parallel.For(0, photos.Length, parallel, i =>
        {
            Workplace place = Take();
            maps.Read(photos[i], 0, place.Map);
            scores[i] = network.Run(place.Map, place.Maps);
            free.Add(place);
        });
        return scores;
    }

    private double Add(int view, int count, SeededRandom random, Workplace place, float[] sum)
    {
        int truth = table.Truth[view / maps.Views];
        double weight = options.ClassWeights?[truth] ?? 1;
        double[] wanted = new double[table.Classes];
        wanted.AsSpan().Fill(options.Smoothing / table.Classes);
        wanted[truth] += 1 - options.Smoothing;
        maps.Read(view / maps.Views, view % maps.Views, place.Map);
        place.Dropout?.Draw(random);
        double[] scores = network.Run(place.Map, place.Maps, place.Dropout);
        (double loss, double[] gradient) = CrossEntropy.Of(scores, wanted);
        for (int c = 0; c < gradient.Length; c++)
        {
            gradient[c] *= weight / count;
        }

        network.Back(gradient, place.Maps, place.Dropout, sum);
        return weight * loss;
    }

    private Workplace Take()
    {
        if (free.TryTake(out Workplace? place))
        {
            return place;
        }

        NetworkMaps room = network.Maps();
        Dropout? dropout = options.Dropout > 0 ? new Dropout(room.Kept.Values.Length, options.Dropout) : null;
        return new Workplace(new float[maps.Shape.Values], room, dropout);
    }

    /// <summary>What a thread needs for one photo.</summary>
    private sealed record Workplace(float[] Map, NetworkMaps Maps, Dropout? Dropout);
}
