using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Host.Training.Photos;

/// <summary>
/// Photos that are copies of others, and those that look so much alike that they are of one moment: a photo held out
/// says nothing if such a one was trained on. docs/training.md says how the limits were chosen.
/// </summary>
internal sealed class NearDuplicates
{
    /// <summary>Means of a fine look from left to right, and from top to bottom.</summary>
    public const int FineSide = 32;

    // Of a fine look: mean difference of 255, and one minus the correlation.
    private const double CopyDifference = 4;
    private const double CopyDecorrelation = 0.02;

    // Further apart in brightness, of 255, nothing is like another.
    private const double MostBrighter = 8.01;

    // Photos that each other one is compared with while its looks are in the processor's cache.
    private const int AtOnce = 16;

    private readonly IReadOnlyList<ReadPhoto> photos;
    private readonly Unions copies;
    private readonly Unions alike;

    private NearDuplicates(IReadOnlyList<ReadPhoto> photos)
    {
        this.photos = photos;
        copies = new Unions(photos.Count);
        alike = new Unions(photos.Count);
    }

    /// <summary>The same file, or the same image in another format, quality or size; also of two classes.</summary>
    public Unions Copies => copies;

    /// <summary>Photos of one class that look like one moment.</summary>
    public Unions Alike => alike;

    /// <summary>Compares all photos.</summary>
    public static NearDuplicates Find(IReadOnlyList<ReadPhoto> photos, CancellationToken cancellation)
    {
        NearDuplicates found = new(photos);
        found.UniteEqualFiles();
        found.UniteByLook(cancellation);
        return found;
    }

    private void UniteEqualFiles()
    {
        foreach (IGrouping<string, int> same in Enumerable.Range(0, photos.Count).GroupBy(i => photos[i].Print.Hash))
        {
            copies.Add([.. same]);
        }
    }

    private void UniteByLook(CancellationToken cancellation)
    {
        int[] byBrightness = [.. Enumerable.Range(0, photos.Count)
            .OrderBy(i => photos[i].Print.Look.Brightness).ThenBy(i => i)];
        for (int first = 0; first < byBrightness.Length; first += AtOnce)
        {
            cancellation.ThrowIfCancellationRequested();
            int[] block = byBrightness[first..Math.Min(first + AtOnce, byBrightness.Length)];
            Looks[] upright = [.. block.Select(photo => new Looks(photos[photo].Print.Look, photos[photo].Fine))];
            Looks[] mirrored = [.. upright.Select(looks => new Looks(looks.Coarse.Mirror(), looks.Fine.Mirror()))];
            double most = upright[^1].Coarse.Brightness + MostBrighter;
            for (int k = first + 1; k < byBrightness.Length && Brightness(byBrightness[k]) <= most; k++)
            {
                int other = byBrightness[k];
                for (int i = 0; i < block.Length && first + i < k; i++)
                {
                    if (Brightness(other) <= upright[i].Coarse.Brightness + MostBrighter
                        && !copies.Has(block[i], other))
                    {
                        Compare((block[i], other), upright[i], mirrored[i]);
                    }
                }
            }
        }
    }

    private double Brightness(int photo) => photos[photo].Print.Look.Brightness;

    private void Compare((int One, int Other) pair, Looks upright, Looks mirrored)
    {
        ReadPhoto one = photos[pair.One];
        ReadPhoto photo = photos[pair.Other];
        Looks other = new(photo.Print.Look, photo.Fine);
        bool isWanted = one.Class == photo.Class && !alike.Has(pair.One, pair.Other);

        // Where the scene never changes nearly all pairs are alike, and are so already: only copies are of interest.
        if (!isWanted && !upright.IsNear(other) && !mirrored.IsNear(other))
        {
            return;
        }

        bool isUpright = upright.Coarse.IsLike(other.Coarse);
        if (!isUpright && !mirrored.Coarse.IsLike(other.Coarse))
        {
            return;
        }

        if ((isUpright ? upright : mirrored).IsNear(other))
        {
            copies.Add(pair.One, pair.Other);
        }

        if (one.Class == photo.Class)
        {
            alike.Add(pair.One, pair.Other);
        }
    }

    /// <summary>A photo's looks, in few and in many means.</summary>
    private readonly record struct Looks(ImageLook Coarse, ImageLook Fine)
    {
        public bool IsNear(Looks other)
        {
            return Fine.IsWithin(other.Fine, CopyDifference, CopyDecorrelation);
        }
    }
}
