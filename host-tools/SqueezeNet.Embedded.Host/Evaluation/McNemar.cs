using System;

namespace SqueezeNet.Embedded.Host.Evaluation;

/// <summary>
/// McNemar's test (1947), exact: whether two classifiers are right equally often, judged by the images that only one of
/// them got right.
/// </summary>
/// <param name="OnlyBlob">Images that only the blob got right.</param>
/// <param name="OnlyReference">Images that only the reference got right.</param>
public sealed record McNemar(int OnlyBlob, int OnlyReference)
{
    /// <summary>
    /// Two-sided: the probability that the split of n = OnlyBlob + OnlyReference images is as uneven as this, or more,
    /// if each falls to either side with probability 1/2; 1 if n is 0.
    /// </summary>
    public double PValue
    {
        get
        {
            int n = OnlyBlob + OnlyReference;
            // 2^-n underflows from 1075 images on, so terms of the binomial sum are kept as logarithms.
            double term = -n * Math.Log(2);
            double sum = Math.Exp(term);
            for (int k = 1; k <= Math.Min(OnlyBlob, OnlyReference); k++)
            {
                term += Math.Log((n - k + 1.0) / k);
                sum += Math.Exp(term);
            }

            return Math.Min(1, 2 * sum);
        }
    }
}
