using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Planning;
using SqueezeNet.Embedded.Host.Reporting;
using SqueezeNet.Embedded.Host.Training.Features;
using SqueezeNet.Embedded.Host.Training.Figures;
using SqueezeNet.Embedded.Host.Training.Heads;
using SqueezeNet.Embedded.Host.Training.Photos;
using SqueezeNet.Embedded.Host.Training.Samples;

namespace SqueezeNet.Embedded.Host.Training;

/// <summary>
/// Tries inputs of several sizes, with and without a bypass around the last Fire module, on the photos as they are:
/// heads on averaged features, cross-validated. The fastest is taken whose accuracy is within the standard error of the
/// best that fits.
/// </summary>
internal sealed class FitSearch
{
    private const int Step = 32;

    private readonly SqueezeNetModel pretrained;
    private readonly TrainingOptions options;
    private readonly FeatureCache? cache;
    private readonly CancellationToken cancellation;

    public FitSearch(
        SqueezeNetModel pretrained, TrainingOptions options, FeatureCache? cache, CancellationToken cancellation)
    {
        this.pretrained = pretrained;
        this.options = options;
        this.cache = cache;
        this.cancellation = cancellation;
    }

    /// <summary>Widths and heights that are tried, the largest first.</summary>
    public static int[] Sides(TrainingOptions options)
    {
        if (options.Side is int side)
        {
            return [side];
        }

        List<int> sides = [];
        for (int s = options.LeastSide; s < options.MostSide; s = ((s / Step) + 1) * Step)
        {
            sides.Add(s);
        }

        return [options.MostSide, .. Enumerable.Reverse(sides)];
    }

    /// <summary>Tries all of them.</summary>
    /// <returns>The network that was taken, and a row each.</returns>
    /// <exception cref="NothingFitsException">None fits.</exception>
    public (SqueezeNetModel Model, IReadOnlyList<FitRow> Rows) Run(
        PhotoSet photos, IProgress<(int Done, int Total)>? progress)
    {
        int[] sides = Sides(options);
        List<(SqueezeNetModel Model, FitRow Row)> tried = [];
        for (int i = 0; i < sides.Length; i++)
        {
            progress?.Report((i, sides.Length));
            tried.AddRange(Try(photos, TaughtModel.Sized(pretrained, sides[i])));
        }

        (SqueezeNetModel, FitRow)[] fitting = [.. tried.Where(t => t.Row.Problem is null)];
        if (fitting.Length == 0)
        {
            throw new NothingFitsException(
                $"Nothing that was tried fits. {tried[^1].Row.Problem} "
                + "Take another board, or allow more time.",
                [.. tried.Select(t => t.Row)]);
        }

        int groups = photos.Photos.DistinctBy(photo => photo.Group).Count();
        FitRow chosen = Choose([.. fitting.Select(t => t.Item2)], groups);
        return (
            tried.First(t => ReferenceEquals(t.Row, chosen)).Model,
            [.. tried.Select(t => t.Row with { IsChosen = ReferenceEquals(t.Row, chosen) })]);
    }

    /// <summary>The fastest that is as good as the best, as far as so many photos can tell.</summary>
    /// <param name="groups">Groups of photos: those of one group tell about as much as one.</param>
    internal static FitRow Choose(IReadOnlyList<FitRow> fitting, int groups)
    {
        double best = fitting.Max(row => row.Accuracy);
        double error = Math.Sqrt(best * (100 - best) / groups);
        return fitting.Where(row => row.Accuracy >= best - error)
            .OrderBy(row => row.Milliseconds).ThenByDescending(row => row.Accuracy).First();
    }

    private IEnumerable<(SqueezeNetModel Model, FitRow Row)> Try(PhotoSet photos, SqueezeNetModel model)
    {
        int before = model.Fires.Count - 1;
        FeatureRequest request = new(model, before)
        {
            Views = 1,
            Seed = options.Seed,
            Images = options.Photos.Images,
        };
        using FeatureResult features = FeatureMaps.Compute(photos, request, cache, null, cancellation);
        PhotoSet kept = photos.Keep(features.Kept, features.Skipped);
        foreach (SqueezeNetModel variant in new[] { model, TaughtModel.WithBypass(model) }.OfType<SqueezeNetModel>())
        {
            FireOutputs outputs = FireOutputs.Of(features.Maps, [variant.Fires[^1]], cancellation);
            yield return (variant, Row(variant, Accuracy(outputs, kept), kept.Labels));
        }
    }

    private double Accuracy(FireOutputs maps, PhotoSet photos)
    {
        SampleTable samples = photos.Samples;
        int[] folds = Folds.Assign(samples, Folds.Most(samples, options.Folds), options.Seed);
        HeadResult head = HeadTrainer.Train(
            maps, samples, folds, new HeadOptions { Passes = 0, Seed = options.Seed }, null, cancellation);
        return HeldOutFigures.Of(samples, [.. Enumerable.Range(0, samples.Photos)], head.HeldOut).Accuracy;
    }

    private FitRow Row(SqueezeNetModel model, double accuracy, IReadOnlyList<string> labels)
    {
        Head empty = new(
            labels.Count,
            model.Conv10.InChannels,
            new float[labels.Count * model.Conv10.InChannels],
            new float[labels.Count]);
        BoardTarget target = options.Fit ?? options.Target;
        PlanRequest request = target.RequestFor(
            TaughtModel.WithClasses(model, [], empty, labels), options.Rate.IsPacked);
        PlanReport plan = PlanReport.Of(ChosenPlan.For(request));
        bool isSlow = plan.EstimatedMs > options.MostMilliseconds;
        return new FitRow(
            model.Input.Width, model.Fires[^1].HasBypass, accuracy, plan.PeakArenaBytes, plan.BlobBytes,
            plan.EstimatedMs)
        {
            Problem = !plan.Pass ? string.Join(' ', plan.Problems)
                : isSlow ? FormattableString.Invariant(
                    $"It takes {plan.EstimatedMs:F1} ms of {options.MostMilliseconds:0.###}.")
                : null,
        };
    }
}
