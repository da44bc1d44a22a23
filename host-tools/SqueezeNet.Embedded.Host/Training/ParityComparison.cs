using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using SqueezeNet.Embedded.Host.Evaluation;
using SqueezeNet.Embedded.Host.Float;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Import;
using SqueezeNet.Embedded.Host.Import.Sources;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Packing;
using SqueezeNet.Embedded.Host.Training.Export;

namespace SqueezeNet.Embedded.Host.Training;

/// <summary>
/// Runs the same photos through a network in memory and through what was written of it: the ONNX file read back, the
/// ONNX file elsewhere, and the blob.
/// </summary>
internal sealed class ParityComparison
{
    private const string Importer = "sqnet, the ONNX file read back";
    private const string Foreign = "ONNX Runtime";
    private const string Built = "int8 blob";

    private readonly SqueezeNetModel model;
    private readonly IReadOnlyList<RgbImage> images;
    private readonly ParityProbabilities trainer;

    private ParityComparison(SqueezeNetModel model, IReadOnlyList<RgbImage> images)
    {
        this.model = model;
        this.images = images;
        trainer = new ParityProbabilities(Run(model));
    }

    /// <summary>Compares.</summary>
    /// <param name="model">As it was trained: what the others are to agree with.</param>
    /// <param name="onnx">What was written of it.</param>
    /// <param name="blob">What was built of it; null for none.</param>
    /// <param name="images">Of the input's size, as <see cref="Resampler.ToNetwork"/> makes them.</param>
    /// <param name="runner">
    /// Opens the ONNX file elsewhere; null if nothing can. <see cref="PlatformNotSupportedException"/> says that it
    /// cannot on this system, which is no failure.
    /// </param>
    public static ParityCheck Run(
        SqueezeNetModel model,
        byte[] onnx,
        byte[]? blob,
        IReadOnlyList<RgbImage> images,
        Func<byte[], IOnnxRunner>? runner)
    {
        ParityComparison comparison = new(model, images);
        List<ParityRow> rows = [comparison.ReadBack(onnx)];
        if (runner is not null)
        {
            rows.Add(comparison.Elsewhere(onnx, runner));
        }

        if (blob is not null)
        {
            rows.Add(comparison.Integers(blob));
        }

        return new ParityCheck(images.Count, rows);
    }

    private ParityRow ReadBack(byte[] onnx)
    {
        SqueezeNetModel read;
        try
        {
            read = ModelImporter.ImportOnnx($"{model.Name}.onnx", onnx);
        }
        catch (ImportException e)
        {
            return new ParityRow(Importer, 0, 1, true, e.Message);
        }

        ParityRow row = trainer.Compare(Importer, Run(read), 0);
        return WrittenDifference.First(model, read) is { } difference ? row with { Problem = difference } : row;
    }

    private ParityRow Elsewhere(byte[] onnx, Func<byte[], IOnnxRunner> open)
    {
        try
        {
            using IOnnxRunner runner = open(onnx);
            double[][] logits = [.. images.Select(i => Doubles(runner.Run(Prepared(model.Input, i))))];
            return trainer.Compare(runner.Name, logits, trainer.Tolerance);
        }
        catch (PlatformNotSupportedException e)
        {
            return new ParityRow(Foreign, 0, 0, false, e.Message);
        }
        catch (InvalidOperationException e)
        {
            return new ParityRow(Foreign, 0, 1, true, $"It does not run the file: {e.Message}");
        }
    }

    private ParityRow Integers(byte[] blob)
    {
        using BlobClassifier classifier = new(BlobCrop.None(blob), Backend.Automatic);
        double[][] logits = new double[images.Count][];
        Parallel.For(0, logits.Length, i => logits[i] = classifier.Classify(images[i]));
        return trainer.Compare(Built, logits, null);
    }

    private double[][] Run(SqueezeNetModel network)
    {
        FloatNetwork fp32 = new(network);
        double[][] logits = new double[images.Count][];
        Parallel.For(0, logits.Length, i => logits[i] = Doubles(fp32.Run(images[i])));
        return logits;
    }

    /// <summary>[3][height][width], (pixel - mean) / std.</summary>
    internal static float[] Prepared(InputSpec input, RgbImage image)
    {
        Plane plane = Plane.FromRgb(image.Pixels, image.Width, image.Height);
        for (int c = 0; c < plane.Channels; c++)
        {
            (float mean, float std) = (input.Mean[c], input.Std[c]);
            foreach (ref float value in plane.Channel(c))
            {
                value = (value - mean) / std;
            }
        }

        return plane.Values;
    }

    private static double[] Doubles(float[] logits) => Array.ConvertAll(logits, v => (double)v);
}
