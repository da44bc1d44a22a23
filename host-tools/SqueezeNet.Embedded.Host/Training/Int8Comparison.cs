using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SqueezeNet.Embedded.Host.Evaluation;
using SqueezeNet.Embedded.Host.Packing;
using SqueezeNet.Embedded.Host.Training.Figures;
using SqueezeNet.Embedded.Host.Training.Samples;

namespace SqueezeNet.Embedded.Host.Training;

/// <summary>fp32 and int8 of one network on photos that it was not trained on.</summary>
internal static class Int8Comparison
{
    /// <summary>Classifies photos with the blob.</summary>
    /// <param name="fp32">[index in seen][class]: what the network's probabilities are made of.</param>
    /// <param name="blob">Made from the network.</param>
    public static SideBySide Of(
        double[][] fp32, byte[] blob, SeenPhotos seen, SampleTable samples, CancellationToken cancellation)
    {
        using BlobClassifier classifier = new(BlobCrop.None(blob), Backend.Automatic);
        double[][] rounded = new double[seen.Images.Length][];
        ParallelOptions parallel = new() { CancellationToken = cancellation };
        Parallel.For(
            0, seen.Images.Length, parallel, i => rounded[i] = classifier.Classify(seen.Images[i]));
        HeldOutFigures float32 = HeldOutFigures.Of(samples, seen.Photos, fp32);
        HeldOutFigures int8 = HeldOutFigures.Of(samples, seen.Photos, rounded);
        int same = float32.Photos.Zip(int8.Photos).Count(pair => pair.First.Named == pair.Second.Named);
        return new SideBySide(float32, int8, 100.0 * same / seen.Photos.Length);
    }
}
