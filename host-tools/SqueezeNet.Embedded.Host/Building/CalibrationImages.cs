using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;
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
        RgbImage[] images = new RgbImage[files.Count];
        int done = 0;
        try
        {
            ParallelOptions parallel = new() { CancellationToken = cancellation };
            Parallel.For(0, images.Length, parallel, i =>
            {
                images[i] = Resampler.ToNetwork(ImageFile.Read(files[i], options), input);
                progress?.Report(new BuildProgress("reading images", Interlocked.Increment(ref done), files.Count));
            });
        }
        catch (AggregateException e)
        {
            // One file's error is what the user needs.
            ExceptionDispatchInfo.Throw(e.InnerExceptions.MinBy(inner => inner.Message, StringComparer.Ordinal)!);
        }

        return images;
    }
}
