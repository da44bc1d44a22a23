using System;
using System.Linq;
using System.Threading.Tasks;
using SqueezeNet.Embedded.Host.Training.Heads;
using SqueezeNet.Embedded.Host.Training.Samples;

namespace SqueezeNet.Embedded.Host.Training.Figures;

/// <summary>
/// How sure a network is of photos of a class that it was not taught: heads on averaged features are trained without
/// each class in turn.
/// </summary>
internal sealed class Strangers
{
    private const int MostClasses = 20;
    private const int Drawn = 10;
    private const int LeastClasses = 3;

    private readonly FigureSource source;
    private readonly AveragedRows rows;
    private readonly ParallelOptions parallel;

    public Strangers(FigureSource source, AveragedRows rows, ParallelOptions parallel)
    {
        this.source = source;
        this.rows = rows;
        this.parallel = parallel;
    }

    /// <summary>
    /// The probability of what each photo of a left-out class was named, view 0. Empty with fewer than three classes;
    /// of more than twenty, ten are drawn.
    /// </summary>
    public double[] Probabilities(ulong seed)
    {
        SampleTable samples = source.Samples;
        if (samples.Classes < LeastClasses)
        {
            return [];
        }

        int[] classes = [.. Enumerable.Range(0, samples.Classes)];
        if (classes.Length > MostClasses)
        {
            new SeededRandom(seed, 0).Shuffle<int>(classes);
            classes = [.. classes.Take(Drawn).Order()];
        }

        double temperature = Temperature.Fit(source.Head.Averaged.HeldOut, samples.Truth);
        double[][] found = new double[classes.Length][];
        Parallel.For(0, classes.Length, parallel, i => found[i] = Without(classes[i], temperature));
        return [.. found.SelectMany(probabilities => probabilities)];
    }

    private double[] Without(int left, double temperature)
    {
        SampleTable samples = source.Samples;
        SampleTable rest = samples with
        {
            Classes = samples.Classes - 1,
            Truth = Array.ConvertAll(samples.Truth, truth => truth > left ? truth - 1 : truth),
        };
        int[] all = [.. Enumerable.Range(0, samples.Photos)];
        AveragedResult averaged = source.Head.Averaged;
        AveragedHead head = new AveragedTrainer(rows, rest).TrainRoughly(
            [.. all.Where(photo => samples.Truth[photo] != left)],
            averaged.WeightDecay,
            averaged.Head.Without(left, rows.Stride),
            parallel.CancellationToken);
        return
        [
            .. all.Where(photo => samples.Truth[photo] == left)
                .Select(photo => Softmax.Of(head.Scores(rows, photo, 0), temperature).Max()),
        ];
    }
}
