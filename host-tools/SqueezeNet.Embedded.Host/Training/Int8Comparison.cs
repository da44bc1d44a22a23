using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SqueezeNet.Embedded.Host.Evaluation;
using SqueezeNet.Embedded.Host.Float;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Packing;
using SqueezeNet.Embedded.Host.Training.Figures;
using SqueezeNet.Embedded.Host.Training.Samples;

namespace SqueezeNet.Embedded.Host.Training;

/// <summary>fp32 and int8 of one network on photos that it was not trained on.</summary>
internal static class Int8Comparison
{
    /// <summary>Classifies photos both ways.</summary>
    /// <param name="blob">Made from the network.</param>
    public static SideBySide Of(
        SqueezeNetModel model, byte[] blob, SeenPhotos seen, SampleTable samples, CancellationToken cancellation)
    {
        FloatNetwork network = new(model);
        using BlobClassifier classifier = new(BlobCrop.None(blob), Backend.Automatic);
        double[][] exact = new double[seen.Images.Length][];
        double[][] rounded = new double[seen.Images.Length][];
        ParallelOptions parallel = new() { CancellationToken = cancellation };
        Parallel.For(0, seen.Images.Length, parallel, i =>
        {
            exact[i] = [.. network.Run(seen.Images[i]).Select(logit => (double)logit)];
            rounded[i] = classifier.Classify(seen.Images[i]);
        });
        HeldOutFigures float32 = HeldOutFigures.Of(samples, seen.Photos, exact);
        HeldOutFigures int8 = HeldOutFigures.Of(samples, seen.Photos, rounded);
        int same = float32.Photos.Zip(int8.Photos).Count(pair => pair.First.Named == pair.Second.Named);
        return new SideBySide(float32, int8, 100.0 * same / seen.Photos.Length);
    }
}
