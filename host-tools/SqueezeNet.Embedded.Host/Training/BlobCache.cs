using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using SqueezeNet.Embedded.Host.Building;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Host.Training;

/// <summary>
/// Blobs of networks that were quantized to be compared: the same network and images give the same blob, which takes
/// half a minute to find.
/// </summary>
internal sealed class BlobCache(string? folder)
{
    private const int MostBlobs = 20;

    /// <summary>The blob of a network: the one that is kept, or a new one.</summary>
    /// <param name="rate">How small it is made, in words.</param>
    /// <param name="onnx">The network as a file, which holds all of it.</param>
    /// <param name="images">What it is calibrated on.</param>
    public byte[] Get(string rate, byte[] onnx, IReadOnlyList<RgbImage> images, Func<byte[]> quantize)
    {
        if (folder is null)
        {
            return quantize();
        }

        string file = Path.Combine(folder, "blobs", $"{Key(rate, onnx, images)}.sqnt");
        if (Kept(file) is byte[] kept)
        {
            return kept;
        }

        byte[] blob = quantize();
        Trim(Path.GetDirectoryName(file)!);
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

    /// <summary>Leaves the newest; they are of use to the same training only.</summary>
    private static void Trim(string blobs)
    {
        try
        {
            foreach (FileInfo old in new DirectoryInfo(blobs).GetFiles("*.sqnt")
                .OrderByDescending(file => file.LastWriteTimeUtc).Skip(MostBlobs - 1))
            {
                old.Delete();
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
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

    /// <summary>Depends on all that a blob's scores follow from, the build of the quantizer among it.</summary>
    private static string Key(string rate, byte[] onnx, IReadOnlyList<RgbImage> images)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(typeof(BlobCache).Module.ModuleVersionId.ToByteArray());
        hash.AppendData(Encoding.UTF8.GetBytes($"{rate}\n{onnx.Length}\n"));
        hash.AppendData(onnx);
        foreach (RgbImage image in images)
        {
            hash.AppendData(MemoryMarshal.AsBytes([image.Width, image.Height]));
            hash.AppendData(image.Pixels);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
