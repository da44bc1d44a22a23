using System;
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
    /// <returns>[photo].</returns>
    public static double[] Weights(SampleTable samples)
    {
        int[] photos = new int[samples.Classes];
        foreach (int truth in samples.Truth)
        {
            photos[truth]++;
        }

        double usual = (double)samples.Photos / samples.Classes;
        return Array.ConvertAll(samples.Truth, truth => FixedOrder.Power(usual / photos[truth], 4));
    }
}
