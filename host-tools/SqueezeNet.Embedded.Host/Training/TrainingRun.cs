using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using SqueezeNet.Embedded.Host.Building;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Planning;
using SqueezeNet.Embedded.Host.Training.Export;
using SqueezeNet.Embedded.Host.Training.Features;
using SqueezeNet.Embedded.Host.Training.Figures;
using SqueezeNet.Embedded.Host.Training.Heads;
using SqueezeNet.Embedded.Host.Training.Photos;
using SqueezeNet.Embedded.Host.Training.Samples;
using SqueezeNet.Embedded.Host.Training.Tuning;

namespace SqueezeNet.Embedded.Host.Training;

/// <summary>One training, step by step.</summary>
internal sealed class TrainingRun
{
    // The int8 network is compared on at most so many photos of the first fold, and the written files on fewer.
    private const int MostCompared = 500;
    private const int MostForParity = 20;

    private readonly SqueezeNetModel pretrained;
    private readonly TrainingOptions options;
    private readonly TrainingSteps steps;
    private readonly CancellationToken cancellation;
    private readonly List<string> notes = [];

    public TrainingRun(
        SqueezeNetModel pretrained, TrainingOptions options, TrainingSteps steps, CancellationToken cancellation)
    {
        this.pretrained = pretrained;
        this.options = options;
        this.steps = steps;
        this.cancellation = cancellation;
    }

    private BoardTarget Target => options.Fit ?? options.Target;

    public TrainingResult Run(string folder)
    {
        int first = TunedModules.First(pretrained, options.Tune);
        steps.Begin("reading photos", 0.03);
        PhotoSet photos = PhotoSet.Read(folder, options.Photos, steps.Counter, cancellation);
        using FeatureCache cache = new(options.Cache);
        (SqueezeNetModel model, IReadOnlyList<FitRow> fits) = Fit(photos, cache);
        steps.Begin("computing features", 0.5);
        using FeatureResult features = FeatureMaps.Compute(
            photos, Request(model, first), cache, steps.Counter, cancellation);
        photos = photos.Keep(features.Kept, features.Skipped);
        SampleTable samples = photos.Samples;
        int[] folds = Folds.Assign(samples, Folds.Most(samples, options.Folds), options.Seed);
        (Taught taught, TrainingFigures figures) = Teach(model, first, features.Maps, photos, folds);
        SideBySide int8 = Compare(model, taught.HeldOut, photos, folds);
        TrainingResult result = Finish(
            TaughtModel.WithClasses(model, taught.All.Fires, taught.All.Head, photos.Labels), photos, figures, int8);
        if (cache.Trim() is string trimmed)
        {
            notes.Add(trimmed);
        }

        return result with
        {
            Fits = fits,
            FromCache = features.FromCache,
            Epochs = taught.Epochs,
            Notes = [.. photos.Notes, .. notes],
        };
    }

    private (SqueezeNetModel Model, IReadOnlyList<FitRow> Rows) Fit(PhotoSet photos, FeatureCache cache)
    {
        if (options.Fit is null && options.MostMilliseconds is null)
        {
            return (TaughtModel.Sized(pretrained, options.Side), []);
        }

        steps.Begin("trying sizes", 0.25);
        return new FitSearch(pretrained, options, cache, cancellation).Run(photos, steps.Counter);
    }

    private FeatureRequest Request(SqueezeNetModel model, int first)
    {
        return new FeatureRequest(model, first)
        {
            Views = options.Views,
            Seed = options.Seed,
            Flips = options.HasFlips,
            Images = options.Photos.Images,
        };
    }

    private (Taught, TrainingFigures) Teach(
        SqueezeNetModel model, int first, IFeatureMaps maps, PhotoSet photos, int[] folds)
    {
        SampleTable samples = photos.Samples;
        bool isTuned = first < model.Fires.Count;
        IFeatureMaps last = isTuned
            ? FireOutputs.Of(maps, [.. model.Fires.Skip(first)], cancellation)
            : maps;
        steps.Begin("training the head", isTuned ? 0.55 : 0.7);
        HeadResult head = HeadTrainer.Train(
            last, samples, folds, new HeadOptions { Seed = options.Seed }, steps.Counter, cancellation);
        Taught taught = new(
            new TaughtPart([], head.Folds[0]),
            new TaughtPart([], head.Head),
            [.. Enumerable.Range(0, samples.Photos)],
            head.HeldOut,
            head.Temperature,
            null);
        if (isTuned)
        {
            steps.Begin($"tuning {model.Fires[first].Name} and what follows", 0.75);
            TuningOptions how = new() { Seed = options.Seed, ClassWeights = TunedModules.ClassWeights(samples) };
            taught = new TunedModules(model, first, how, steps.Counter, cancellation)
                .Train(maps, samples, folds, head);
        }

        steps.Begin("measuring", 0.78);
        FigureSource source = new(samples, folds, head, last, photos.Labels)
        {
            Photos = taught.Photos,
            Scores = taught.Scores,
            Temperature = taught.Temperature,
        };
        return (taught, FigureMaker.Of(source, options.Seed, cancellation));
    }

    /// <summary>Quantizes the network that has not seen the first fold, and shows that fold to both.</summary>
    private SideBySide Compare(SqueezeNetModel model, TaughtPart part, PhotoSet photos, int[] folds)
    {
        steps.Begin("quantizing without the first fold", 0.88);
        SampleTable samples = photos.Samples;
        SqueezeNetModel network = TaughtModel.WithClasses(model, part.Fires, part.Head, photos.Labels);
        IEnumerable<int> all = Enumerable.Range(0, samples.Photos);
        RgbImage[] seen = See(photos, network, CalibrationChoice.Of(
            samples, [.. all.Where(i => folds[i] != 0)], options.Seed)).Images;
        byte[] blob = new BlobCache(options.Cache).Get(network, seen, () => Build(network, seen).Blob);
        int[] judged = [.. all.Where(i => folds[i] == 0)];
        if (judged.Length > MostCompared)
        {
            new SeededRandom(options.Seed, 1).Shuffle<int>(judged);
            judged = [.. judged.Take(MostCompared).Order()];
        }

        return Int8Comparison.Of(network, blob, See(photos, network, judged), samples, cancellation);
    }

    private TrainingResult Finish(
        SqueezeNetModel model, PhotoSet photos, TrainingFigures figures, SideBySide int8)
    {
        steps.Begin("quantizing", 0.97);
        SampleTable samples = photos.Samples;
        int[] chosen = CalibrationChoice.Of(samples, [.. Enumerable.Range(0, samples.Photos)], options.Seed);
        SeenPhotos seen = See(photos, model, chosen);
        byte[] onnx = OnnxWriter.Write(model);
        BuiltModel? built = options.BuildsBlob
            ? Build(model with { Source = TaughtModel.Source(model, onnx) }, seen.Images)
            : null;
        steps.Begin("comparing what is written", 1);
        RgbImage[] compared = [.. seen.Images.Where((_, i) => i % ((seen.Images.Length / MostForParity) + 1) == 0)];
        return new TrainingResult(model, onnx, photos, figures)
        {
            Built = built,
            Images = options.Photos.Images,
            Plan = built?.Plan ?? new ModelBuilder(model).Plan(HowToBuild),
            Int8 = int8,
            Parity = ParityComparison.Run(model, onnx, built?.Blob, compared, options.OnnxRunner),
        };
    }

    private BuildOptions HowToBuild => new() { Target = Target, Rate = options.Rate, Images = options.Photos.Images };

    private BuiltModel Build(SqueezeNetModel model, RgbImage[] images)
    {
        return new ModelBuilder(model).Build(images, HowToBuild, null, cancellation);
    }

    private SeenPhotos See(PhotoSet photos, SqueezeNetModel model, int[] wanted)
    {
        return SeenPhotos.Read(photos, wanted, model.Input, options.Photos.Images, cancellation);
    }
}
