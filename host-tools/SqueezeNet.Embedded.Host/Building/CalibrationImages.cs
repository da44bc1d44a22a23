using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Building;

/// <summary>The images of a folder as a network sees them.</summary>
/// <param name="Folder">Those that are used, and what is not; null if they came from memory.</param>
/// <param name="Images">Cropped and resampled, in order of their paths.</param>
/// <param name="Prints">What they are recognised by; null if they came from memory.</param>
internal sealed record CalibrationImages(
    ImageFolder? Folder, IReadOnlyList<RgbImage> Images, IReadOnlyList<ImagePrint>? Prints)
{
    /// <summary>Reads them.</summary>
    /// <exception cref="ImageFileException">
    /// There is no such folder, no image in it that can be read, or, if that matters, one that cannot.
    /// </exception>
    public static CalibrationImages Read(
        ImageFolder folder,
        InputSpec input,
        ImageOptions options,
        Action<int, int>? progress,
        CancellationToken cancellation)
    {
        FolderReading reading = new() { IsStrict = options.IsStrict, Progress = progress };
        (SeenImage?[] read, IReadOnlyList<SkippedFile> skipped) =
            reading.Run(folder.Path, folder.Files, file => See(file, input, options), cancellation);
        SeenImage[] seen = [.. read.OfType<SeenImage>()];
        return new CalibrationImages(
            folder.Without(skipped), [.. seen.Select(s => s.Image)], [.. seen.Select(s => s.Print)]);
    }

    private static SeenImage See(string file, InputSpec input, ImageOptions options)
    {
        (RgbImage image, ImagePrint print) = ImageFile.ReadWithPrint(file, options);
        return new SeenImage(Resampler.ToNetwork(image, input), print);
    }

    private sealed record SeenImage(RgbImage Image, ImagePrint Print);
}
