using System;
using System.Linq;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using SqueezeNet.Embedded.Host.Download;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Import.Labels;

/// <summary>
/// Knows networks whose classes are ImageNet's. That there are 1000 does not say so: only a whole file, or a last
/// layer, that was published is taken for one.
/// </summary>
internal static class PublishedWeights
{
    // SHA-256 of the last layer's weights and biases as little-endian fp32; training anything but what is before it
    // keeps the classes, training it makes others of them.
    private static readonly string[] heads =
    [
        // SqueezeNet v1.1 of the ONNX Model Zoo, and what was exported from it.
        "1e98adc9538fa2a8f0d2c2a8a9f1752bcce389f2f881745d6c4f5b9a4e2fc266",
        // SqueezeNet v1.0, Deep Compression.
        "163f1e54fa8a1ed9c7e9d0e3c2d2ffea1c6167bfe7ef2fd0604c6db3657e69dc",
    ];

    // Torchvision puts the first digits of a file's SHA-256 into its name: squeezenet1_0-b66bff10.pth and
    // squeezenet1_1-b8a52dc0.pth.
    private static readonly string[] files =
    [
        "b66bff10", "b8a52dc0", .. PublicModels.All.Select(m => m.Sha256),
    ];

    /// <summary>The model with ImageNet's labels if it has none and is known to have ImageNet's classes.</summary>
    public static SqueezeNetModel AddLabels(SqueezeNetModel model)
    {
        if (model.Labels.Count > 0 || model.Classes != ImageNetLabels.Texts.Count || !IsKnown(model))
        {
            return model;
        }

        string note = "labels: the file has none; its classes are ImageNet's, as published, so the 1000 names that "
            + "come with sqnet are taken (others: --labels FILE)";
        return model with { Labels = ImageNetLabels.Texts, Notes = [.. model.Notes, note] };
    }

    private static bool IsKnown(SqueezeNetModel model)
    {
        return files.Any(start => model.Source.Sha256.StartsWith(start, StringComparison.Ordinal))
            || heads.Contains(Digest(model.Conv10));
    }

    /// <summary>Lower-case hexadecimal SHA-256 of a convolution's numbers.</summary>
    internal static string Digest(Convolution head)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(head.Weights.AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes(head.Bias.AsSpan()));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
