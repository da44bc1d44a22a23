using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace SqueezeNet.Embedded.Host.Packing;

/// <summary>Packs labels (SPEC 5.6): the commonest pair of codes becomes a code of its own, again and again.</summary>
internal static class LabelPacker
{
    /// <summary>A pair costs two bytes and saves one for each time it occurs.</summary>
    private const int LeastTimes = 3;

    private const int MostPairs = PackedLabels.Codes - 1;

    /// <summary>Packs a plain section.</summary>
    /// <param name="plain">A length and that many bytes, for each class; empty if the blob has no labels.</param>
    /// <returns>The packed section, null if it would not be smaller.</returns>
    public static byte[]? Pack(ReadOnlySpan<byte> plain, int classes)
    {
        if (plain.IsEmpty)
        {
            return null;
        }

        List<byte[]> labels = Split(plain, classes);
        byte[] used = [.. labels.SelectMany(label => label).Distinct().Order()];
        byte[][] codes = [.. labels.Select(label => Array.ConvertAll(label, b => (byte)Array.BinarySearch(used, b)))];
        List<(byte First, byte Second)> pairs = [];
        while (used.Length + pairs.Count < PackedLabels.Codes && pairs.Count < MostPairs
            && Commonest(codes) is (byte, byte) pair)
        {
            byte code = (byte)(used.Length + pairs.Count);
            codes = Array.ConvertAll(codes, label => Replace(label, pair, code));
            pairs.Add(pair);
        }

        byte[] packed = Write(used, pairs, codes);
        return packed.Length < plain.Length ? packed : null;
    }

    /// <summary>The plain section of packed labels.</summary>
    public static byte[] Decode(PackedLabels packed, int classes)
    {
        using MemoryStream stream = new();
        byte[] text = new byte[PackedLabels.MostText];
        for (int i = 0; i < classes; i++)
        {
            int length = packed.Read(i, text);
            stream.WriteByte((byte)length);
            stream.Write(text.AsSpan(0, length));
        }

        return stream.ToArray();
    }

    private static List<byte[]> Split(ReadOnlySpan<byte> plain, int classes)
    {
        List<byte[]> labels = [];
        for (int at = 0; labels.Count < classes; at += 1 + plain[at])
        {
            labels.Add(plain.Slice(at + 1, plain[at]).ToArray());
        }

        return labels;
    }

    /// <summary>
    /// The pair that occurs most often without overlaps, the lowest of equals; null if none is worth it.
    /// </summary>
    private static (byte First, byte Second)? Commonest(byte[][] codes)
    {
        int[] times = new int[1 << 16];
        foreach (byte[] label in codes)
        {
            int counted = -1;
            for (int i = 0; i + 1 < label.Length; i++)
            {
                int pair = (label[i] << 8) | label[i + 1];
                bool overlaps = pair == counted && label[i] == label[i + 1];
                counted = overlaps ? -1 : pair;
                times[pair] += overlaps ? 0 : 1;
            }
        }

        int best = Array.IndexOf(times, times.Max());
        return times[best] >= LeastTimes ? ((byte)(best >> 8), (byte)best) : null;
    }

    private static byte[] Replace(byte[] label, (byte First, byte Second) pair, byte code)
    {
        int used = 0;
        byte[] shorter = new byte[label.Length];
        for (int i = 0; i < label.Length; i++)
        {
            bool both = i + 1 < label.Length && label[i] == pair.First && label[i + 1] == pair.Second;
            shorter[used++] = both ? code : label[i];
            i += both ? 1 : 0;
        }

        return shorter[..used];
    }

    /// <summary>With the number of pairs that codes are left for: bytes that do not occur fill the table.</summary>
    private static byte[] Write(byte[] used, List<(byte First, byte Second)> pairs, byte[][] codes)
    {
        int literals = PackedLabels.Codes - pairs.Count;
        int moved = literals - used.Length;
        byte Move(byte code)
        {
            return (byte)(code < used.Length ? code : code + moved);
        }

        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        byte[] lengths = Lengths(codes);
        writer.Write((ushort)pairs.Count);
        writer.Write((ushort)lengths.Length);
        writer.Write(used);
        writer.Write(new byte[moved]);
        foreach ((byte first, byte second) in pairs)
        {
            writer.Write(Move(first));
            writer.Write(Move(second));
        }

        writer.Write(lengths);
        writer.Write([.. codes.SelectMany(label => label).Select(Move)]);
        return stream.ToArray();
    }

    /// <summary>Four bits a length, the lower half of a byte first; 15 means that more follow.</summary>
    private static byte[] Lengths(byte[][] codes)
    {
        List<int> parts = [];
        foreach (byte[] label in codes)
        {
            parts.AddRange(Enumerable.Repeat(15, label.Length / 15));
            parts.Add(label.Length % 15);
        }

        byte[] lengths = new byte[(parts.Count + 1) / 2];
        for (int i = 0; i < parts.Count; i++)
        {
            lengths[i / 2] |= (byte)(parts[i] << (4 * (i % 2)));
        }

        return lengths;
    }
}
