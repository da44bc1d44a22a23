using System;
using System.Collections.Generic;
using System.Threading;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Building;

/// <summary>The images of a folder as a network sees them.</summary>
internal static class CalibrationImages
{
    /// <summary>Reads, crops and resamples them, in order of their paths.</summary>
    /// <exception cref="ImageFileException">
    /// There is no such folder, no image in it, or one that cannot be read.
    /// </exception>
    public static IReadOnlyList<RgbImage> Read(
        string folder,
        InputSpec input,
        ImageOptions options,
        IProgress<BuildProgress>? progress,
        CancellationToken cancellation)
    {
        IReadOnlyList<string> files = ImageFile.Find(folder).Files;
        List<RgbImage> images = [];
        foreach (string file in files)
        {
            cancellation.ThrowIfCancellationRequested();
            progress?.Report(new BuildProgress("reading images", images.Count, files.Count));
            images.Add(Resampler.ToNetwork(ImageFile.Read(file, options), input));
        }

        return images;
    }
}
