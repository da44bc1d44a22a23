using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using SqueezeNet.Embedded.Host.Building;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Training;

/// <summary>
/// Blobs of networks that were quantized to be compared: the same network and images give the same blob, which takes
/// half a minute to find.
/// </summary>
internal sealed class BlobCache(string? folder)
{
    /// <summary>The blob of a network: the one that is kept, or a new one.</summary>
    public byte[] Get(SqueezeNetModel model, IReadOnlyList<RgbImage> images, Func<byte[]> quantize)
    {
        if (folder is null)
        {
            return quantize();
        }

        string file = Path.Combine(folder, "blobs", $"{Key(model, images)}.sqnt");
        if (Kept(file) is byte[] kept)
        {
            return kept;
        }

        byte[] blob = quantize();
        Keep(file, blob);
        return blob;
    }

    /// <summary>A blob that is damaged or cannot be read is as good as none.</summary>
    private static byte[]? Kept(string file)
    {
        try
        {
            byte[] bytes = File.ReadAllBytes(file);
            Blob.Open(bytes);
            return bytes;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ModelException)
        {
            return null;
        }
    }

    /// <summary>A cache that cannot be written costs time, nothing else.</summary>
    private static void Keep(string file, byte[] blob)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            WholeFile.Write(file, blob);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    /// <summary>Depends on all that a blob's bytes follow from, the build of the quantizer among it.</summary>
    private static string Key(SqueezeNetModel model, IReadOnlyList<RgbImage> images)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(typeof(BlobCache).Module.ModuleVersionId.ToByteArray());
        hash.AppendData(Encoding.UTF8.GetBytes(string.Join('\n', model.Labels)));
        Append(hash, model.Conv1);
        foreach (Fire fire in model.Fires)
        {
            hash.AppendData([fire.HasBypass ? (byte)1 : (byte)0]);
            Append(hash, fire.Squeeze);
            Append(hash, fire.Expand1x1);
            Append(hash, fire.Expand3x3);
        }

        Append(hash, model.Conv10);
        hash.AppendData(MemoryMarshal.AsBytes<float>(model.Input.Mean));
        hash.AppendData(MemoryMarshal.AsBytes<float>(model.Input.Std));
        foreach (RgbImage image in images)
        {
            hash.AppendData(MemoryMarshal.AsBytes([image.Width, image.Height]));
            hash.AppendData(image.Pixels);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, Convolution convolution)
    {
        hash.AppendData(MemoryMarshal.AsBytes<float>(convolution.Weights));
        hash.AppendData(MemoryMarshal.AsBytes<float>(convolution.Bias));
    }
}
