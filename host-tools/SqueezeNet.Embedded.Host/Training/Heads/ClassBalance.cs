using System.Linq;
using SqueezeNet.Embedded.Host.Float;
using SqueezeNet.Embedded.Host.Training.Samples;

namespace SqueezeNet.Embedded.Host.Training.Heads;

/// <summary>How much a photo counts in training, so that classes with few photos are not forgotten.</summary>
internal static class ClassBalance
{
    /// <summary>
    /// (photos of a class on average / photos of its class) ^ 1/2: between photos that count alike, which forget small
    /// classes, and classes that do, which make much of a few photos.
    /// </summary>
    /// <param name="photos">Those that are trained on.</param>
    /// <returns>[photo among all]; 0 for one that is not trained on.</returns>
    public static double[] Weights(SampleTable samples, int[] photos)
    {
        int[] counts = new int[samples.Classes];
        foreach (int photo in photos)
        {
            counts[samples.Truth[photo]]++;
        }

        double[] weights = new double[samples.Photos];
        double usual = (double)photos.Length / samples.Classes;
        foreach (int photo in photos)
        {
            weights[photo] = FixedOrder.Power(usual / counts[samples.Truth[photo]], 4);
        }

        return weights;
    }

    /// <summary>Weights where all photos are trained on.</summary>
    public static double[] Weights(SampleTable samples) =>
        Weights(samples, [.. Enumerable.Range(0, samples.Photos)]);
}
