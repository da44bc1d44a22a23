using System;
using System.Linq;
using System.Threading.Tasks;
using SqueezeNet.Embedded.Host.Training.Samples;

namespace SqueezeNet.Embedded.Host.Training.Heads;

/// <summary>
/// Trains last convolutions on whole maps, from heads on averages on. An average does not know where in the map a
/// feature was; with ReLU before the mean, a place that speaks for a class is not outvoted by those that speak against
/// it. All heads see a map while it is in memory.
/// </summary>
internal sealed class MapTrainer
{
    // Views of a step, in chunks whose sums are added in order, whatever thread made them.
    private const int BatchViews = 64;
    private const int ChunkViews = 8;

    // Photos that tell where ReLU has to cut.
    private const int Probes = 48;

    // Times as far as those need it.
    private const double Room = 1.5;

    private readonly IFeatureMaps maps;
    private readonly SampleTable samples;
    private readonly double[] weights;
    private readonly int[] folds;
    private readonly MapHeads heads;
    private readonly ParallelOptions parallel;

    /// <summary>Trains heads, of each fold without its photos; the last may see all.</summary>
    public MapTrainer(
        IFeatureMaps maps, SampleTable samples, int[] folds, MapHeads heads, ParallelOptions parallel)
    {
        this.maps = maps;
        this.samples = samples;
        this.folds = folds;
        this.heads = heads;
        this.parallel = parallel;
        weights = ClassBalance.Weights(samples);
    }

    /// <summary>
    /// Raises the biases of each head alike until ReLU lets a share of the positions pass. Where it lets all pass, that
    /// changes no probability.
    /// </summary>
    /// <param name="share">0..1; for 1 there is room for other photos.</param>
    public void Raise(double share)
    {
        int count = Math.Min(Probes, samples.Photos);
        float[][] values = new float[count][];
        Parallel.For(0, count, parallel, () => new MapBatch(heads, maps.Shape), (i, _, batch) =>
        {
            values[i] = batch.Values(maps, (int)((long)i * samples.Photos / count), 0).ToArray();
            return batch;
        }, _ => { });
        for (int head = 0; head < heads.Count; head++)
        {
            float[] own =
            [
                .. values.SelectMany(map => map.Where((_, i) => i % heads.Width / heads.Classes == head)).Order(),
            ];
            double raise = -own[(int)((1 - share) * (own.Length - 1))];
            raise *= share == 1 && raise > 0 ? Room : 1;
            foreach (ref double bias in heads.PlaceBias.Slice(head * heads.Classes, heads.Classes))
            {
                bias += raise;
            }
        }

        heads.Update();
    }

    /// <summary>Descends, with steps that get smaller to the end (Adam; Kingma and Ba, 2014).</summary>
    /// <param name="schedule">Passes over all views, and the length of the first steps.</param>
    /// <param name="decay">As on averages.</param>
    /// <param name="seed">What the order of views follows from.</param>
    public void Descend(
        (int Passes, double Rate) schedule, double decay, ulong seed, IProgress<(int Done, int Total)>? progress)
    {
        int views = maps.Photos * maps.Views;
        int batches = (views + BatchViews - 1) / BatchViews;
        Steps steps = new(heads.Place.Length);
        MapBatch[] chunks =
            [.. Enumerable.Range(0, BatchViews / ChunkViews).Select(_ => new MapBatch(heads, maps.Shape))];
        int[] order = [.. Enumerable.Range(0, views)];
        SeededRandom random = new(seed);
        int total = schedule.Passes * batches;
        for (int step = 0; step < total; step++)
        {
            if (step % batches == 0)
            {
                random.Shuffle<int>(order);
                progress?.Report((step / batches, schedule.Passes));
            }

            int first = step % batches * BatchViews;
            double[] gradient = Gradient(order.AsMemory(first, Math.Min(BatchViews, views - first)), chunks);
            Decay(gradient, decay);
            steps.Take(heads.Place, gradient, schedule.Rate * (1 - ((double)step / total)));
            heads.Update();
        }

        progress?.Report((schedule.Passes, schedule.Passes));
    }

    /// <summary>Scores of each photo's view 0 by the head of its fold.</summary>
    public double[][] HeldOut()
    {
        double[][] scores = new double[samples.Photos][];
        Parallel.For(0, samples.Photos, parallel, () => new MapBatch(heads, maps.Shape), (photo, _, batch) =>
        {
            ReadOnlySpan<double> all = batch.Scores(maps, photo, 0);
            scores[photo] = all.Slice(folds[photo] * heads.Classes, heads.Classes).ToArray();
            return batch;
        }, _ => { });
        return scores;
    }

    // The mean over the views that a head may see.
    private double[] Gradient(ReadOnlyMemory<int> views, MapBatch[] chunks)
    {
        double[] seen = new double[heads.Count];
        foreach (int view in views.Span)
        {
            int photo = view / maps.Views;
            for (int head = 0; head < heads.Count; head++)
            {
                seen[head] += folds[photo] == head ? 0 : weights[photo];
            }
        }

        Parallel.For(0, chunks.Length, parallel, chunk =>
        {
            chunks[chunk].Clear();
            Span<double> shares = stackalloc double[heads.Count];
            for (int i = chunk * ChunkViews; i < Math.Min(views.Length, (chunk + 1) * ChunkViews); i++)
            {
                int view = views.Span[i];
                int photo = view / maps.Views;
                for (int head = 0; head < heads.Count; head++)
                {
                    shares[head] = folds[photo] == head ? 0 : weights[photo] / seen[head];
                }

                chunks[chunk].Add(maps, (photo, view % maps.Views, samples.Truth[photo]), shares);
            }
        });
        double[] sum = new double[heads.Weights.Length];
        double[] bias = new double[heads.Width];
        foreach (MapBatch chunk in chunks)
        {
            for (int i = 0; i < sum.Length; i++)
            {
                sum[i] += chunk.Gradient[i];
            }

            for (int k = 0; k < bias.Length; k++)
            {
                bias[k] += chunk.BiasGradient[k];
            }
        }

        double[] gradient = new double[heads.Place.Length];
        heads.Chain(sum, bias, gradient);
        return gradient;
    }

    private void Decay(double[] gradient, double decay)
    {
        for (int i = 0; i < heads.Weights.Length; i++)
        {
            gradient[i] += decay * heads.Place[i];
        }
    }

    private sealed class Steps(int length)
    {
        private const double Inertia = 0.9;
        private const double Memory = 0.99;

        private readonly double[] mean = new double[length];
        private readonly double[] square = new double[length];
        private double meanShare = 1;
        private double squareShare = 1;

        public void Take(double[] place, double[] gradient, double rate)
        {
            meanShare *= Inertia;
            squareShare *= Memory;
            double scale = rate / (1 - meanShare);
            double inverse = 1 / (1 - squareShare);
            for (int i = 0; i < place.Length; i++)
            {
                double g = gradient[i];
                mean[i] += (1 - Inertia) * (g - mean[i]);
                square[i] += (1 - Memory) * ((g * g) - square[i]);
                place[i] -= scale * mean[i] / (Math.Sqrt(square[i] * inverse) + 1e-8);
            }
        }
    }
}
