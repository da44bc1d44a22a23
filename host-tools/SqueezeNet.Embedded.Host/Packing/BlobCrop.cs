using System;

namespace SqueezeNet.Embedded.Host.Packing;

/// <summary>Changes which part of an image a blob sees.</summary>
internal static class BlobCrop
{
    private const int NumeratorAt = 20;
    private const int DenominatorAt = 22;

    /// <summary>The same blob for images that are cropped already: it sees the whole of them.</summary>
    /// <param name="blob">Stays as it is.</param>
    public static byte[] None(byte[] blob)
    {
        byte[] whole = (byte[])blob.Clone();
        whole.AsSpan(NumeratorAt, sizeof(ushort)).CopyTo(whole.AsSpan(DenominatorAt));
        BitConverter.TryWriteBytes(whole.AsSpan(BlobHeader.CrcAt), Blob.ComputeCrc(whole, whole.Length));
        return whole;
    }
}
