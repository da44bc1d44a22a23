using System;
using System.Buffers;
using System.Buffers.Binary;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using SqueezeNet.Embedded.Host.Training.Samples;

namespace SqueezeNet.Embedded.Host.Training.Features;

/// <summary>
/// The file with the features of a photo's views: a magic number, the shape, the bytes of each packed map; then for
/// each view the means of its channels and the packed map; last a SHA-256 of it all.
/// </summary>
internal static class FeatureFile
{
    /// <summary>Of the format.</summary>
    public const int Version = 1;

    private const int ShapeBytes = 24;
    private const int HashBytes = 32;

    // Views whose lengths have room on the stack.
    private const int MostOnStack = 64;

    // "SQFEAT", and the version.
    private const ulong Magic = 0x5441_4546_5153 | ((ulong)Version << 48);

    /// <summary>The content of a file.</summary>
    /// <param name="means">[view][channel].</param>
    /// <param name="maps">[view], packed.</param>
    public static byte[] Write(MapShape shape, float[] means, byte[][] maps)
    {
        byte[] bytes = new byte[Head(maps.Length) + (4 * means.Length) + maps.Sum(map => map.Length) + HashBytes];
        WriteShape(bytes, shape, maps.Length);
        int at = Head(maps.Length);
        for (int view = 0; view < maps.Length; view++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(ShapeBytes + (4 * view)), maps[view].Length);
            Span<byte> own = bytes.AsSpan(at, 4 * shape.Channels);
            MemoryMarshal.AsBytes(means.AsSpan(view * shape.Channels, shape.Channels)).CopyTo(own);
            maps[view].CopyTo(bytes, at + own.Length);
            at += own.Length + maps[view].Length;
        }

        SHA256.HashData(bytes.AsSpan(0, at), bytes.AsSpan(at));
        return bytes;
    }

    /// <summary>Takes the means out of a file.</summary>
    /// <returns>[view][channel]; null if the file is damaged or of another kind.</returns>
    public static float[]? Means(ReadOnlySpan<byte> bytes, MapShape shape, int views)
    {
        if (bytes.Length < Head(views) + HashBytes
            || !SHA256.HashData(bytes[..^HashBytes]).AsSpan().SequenceEqual(bytes[^HashBytes..])
            || !HasShape(bytes, shape, views))
        {
            return null;
        }

        float[] means = new float[views * shape.Channels];
        for (int view = 0; view < views; view++)
        {
            bytes.Slice(Place(bytes, shape, view) - (4 * shape.Channels), 4 * shape.Channels)
                .CopyTo(MemoryMarshal.AsBytes(means.AsSpan(view * shape.Channels)));
        }

        return means;
    }

    /// <summary>Reads one map.</summary>
    /// <returns>Whether it could be read; if not, the file is not there, or damaged.</returns>
    public static bool TryRead(string file, int views, int view, MapShape shape, Span<float> map)
    {
        byte[] bytes = [];
        try
        {
            using SafeFileHandle handle = File.OpenHandle(file);
            Span<byte> head = views <= MostOnStack ? stackalloc byte[Head(views)] : new byte[Head(views)];
            if (RandomAccess.Read(handle, head, 0) != head.Length || !HasShape(head, shape, views))
            {
                return false;
            }

            int length = BinaryPrimitives.ReadInt32LittleEndian(head[(ShapeBytes + (4 * view))..]);
            if (length < 0 || length > RandomAccess.GetLength(handle))
            {
                return false;
            }

            bytes = ArrayPool<byte>.Shared.Rent(length);
            return RandomAccess.Read(handle, bytes.AsSpan(0, length), Place(head, shape, view)) == length
                && PackedMap.TryDecode(bytes.AsSpan(0, length), map);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private static int Head(int views) => ShapeBytes + (4 * views);

    private static void WriteShape(Span<byte> bytes, MapShape shape, int views)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[8..], shape.Channels);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[12..], shape.Height);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[16..], shape.Width);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[20..], views);
    }

    private static bool HasShape(ReadOnlySpan<byte> bytes, MapShape shape, int views)
    {
        Span<byte> expected = stackalloc byte[ShapeBytes];
        WriteShape(expected, shape, views);
        return bytes[..ShapeBytes].SequenceEqual(expected);
    }

    /// <summary>Where a packed map begins; its means are before it.</summary>
    private static int Place(ReadOnlySpan<byte> head, MapShape shape, int view)
    {
        int views = BinaryPrimitives.ReadInt32LittleEndian(head[20..]);
        int at = Head(views) + (4 * shape.Channels * (view + 1));
        for (int before = 0; before < view; before++)
        {
            at += BinaryPrimitives.ReadInt32LittleEndian(head[(ShapeBytes + (4 * before))..]);
        }

        return at;
    }
}
