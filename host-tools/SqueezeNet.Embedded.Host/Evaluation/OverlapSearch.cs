using System;
using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Host.Evaluation;

/// <summary>Finds out whether images were calibrated on.</summary>
internal sealed class OverlapSearch
{
    private readonly ILookup<string, ImagePrint> paths;
    private readonly ILookup<string, ImagePrint> hashes;
    private readonly (ImagePrint Print, ImageLook Mirror)[] looks;

    /// <summary>Takes what was calibrated on.</summary>
    public OverlapSearch(IReadOnlyList<ImagePrint> calibratedOn)
    {
        paths = calibratedOn.ToLookup(print => print.Path, StringComparer.Ordinal);
        hashes = calibratedOn.ToLookup(print => print.Hash, StringComparer.Ordinal);
        looks = [.. calibratedOn.Select(print => (print, print.Look.Mirror()))];
    }

    /// <summary>The calibration image that an image is, and how it is; null if it is none.</summary>
    /// <param name="name">The image's path below its folder.</param>
    public Overlap? Find(string name, ImagePrint image)
    {
        return Overlap(name, paths[image.Path].FirstOrDefault(), OverlapKind.SameFile)
            ?? Overlap(name, hashes[image.Hash].FirstOrDefault(), OverlapKind.SameBytes)
            ?? Overlap(name, looks.FirstOrDefault(l => l.Print.Look.IsLike(image.Look)).Print, OverlapKind.SameLook)
            ?? Overlap(name, looks.FirstOrDefault(l => l.Mirror.IsLike(image.Look)).Print, OverlapKind.MirroredLook);
    }

    private static Overlap? Overlap(string name, ImagePrint? found, OverlapKind kind)
    {
        return found is null ? null : new Overlap(name, found.File, kind);
    }
}
