using System;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SqueezeNet.Embedded.Host.Float;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Training.Photos;
using SqueezeNet.Embedded.Host.Training.Samples;
using SqueezeNet.Embedded.Host.Training.Views;

namespace SqueezeNet.Embedded.Host.Training.Features;

/// <summary>Which features of photos are wanted.</summary>
/// <param name="Model">Its first part makes them, of images prepared for its input.</param>
/// <param name="Fires">
/// Fire modules of that part: all of the model's for what conv10 reads, fewer for what a Fire module reads.
/// </param>
internal sealed record FeatureRequest(SqueezeNetModel Model, int Fires)
{
    /// <summary>Views of each photo, the photo itself among them.</summary>
    public int Views { get; init; } = 4;

    /// <summary>What the views follow from, besides the photo.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Whether left and right may be exchanged.</summary>
    public bool Flips { get; init; } = true;

    /// <summary>How photos are read.</summary>
    public ImageOptions Images { get; init; } = new();

    /// <summary>The code that computes them: another build may compute otherwise.</summary>
    public string Engine { get; init; } =
        $"{typeof(FloatNetwork).Module.ModuleVersionId} {typeof(Resampler).Module.ModuleVersionId}";

    /// <summary>What the views of a photo are drawn from: copies of a photo have the same views.</summary>
    public ulong ViewKey(Photo photo)
    {
        ulong content = ulong.Parse(photo.Hash.AsSpan(0, 16), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return new SeededRandom(Seed, content).Next();
    }

    /// <summary>Names the features of a photo: SHA-256, hexadecimal, of all that they depend on.</summary>
    public string CacheKey(Photo photo, FrozenNetwork network)
    {
        string facts = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            format {FeatureFile.Version}
            photo {photo.Hash.ToUpperInvariant()} {Images.AppliesOrientation} {ImageFile.Decoder}
            network {network.Hash} {Fires}
            engine {Engine}
            views {ViewMaker.Recipe} {Views} {Seed} {Flips}
            """).ReplaceLineEndings("\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(facts)));
    }
}
