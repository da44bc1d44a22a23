using System;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Host.Evaluation;

/// <summary>Something that classifies images of any size. Safe for use by several threads.</summary>
public interface IClassifier : IDisposable
{
    /// <summary>What it computes with, for people: fp32 or int8.</summary>
    string Arithmetic { get; }

    /// <summary>How many classes it knows.</summary>
    int Classes { get; }

    /// <summary>Crops and resamples an image, and classifies it.</summary>
    /// <returns>One logit per class.</returns>
    double[] Classify(RgbImage image);
}
