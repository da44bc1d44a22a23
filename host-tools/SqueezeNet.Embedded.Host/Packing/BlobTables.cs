using System;
using System.IO;
using System.Linq;
using SqueezeNet.Embedded.Host.Planning;

namespace SqueezeNet.Embedded.Host.Packing;

/// <summary>
/// Params (SPEC 5.4) and class map (SPEC 5.5) of a blob, packed or plain, and the stage records that go with them.
/// </summary>
/// <param name="Stages">The stage records.</param>
/// <param name="Params">The params, in the order of the convolutions.</param>
/// <param name="ClassMap">The class map; empty if channels are classes.</param>
/// <param name="WeightsBytes">Of the weights space, with params behind the weights if they are packed.</param>
/// <param name="Packed">Whether the params are packed.</param>
internal sealed record BlobTables(byte[] Stages, byte[] Params, byte[] ClassMap, int WeightsBytes, bool Packed)
{
    private const int Lanes = ConvolutionRecord.Lanes;
    private const int WeightsOffsetAt = 12;
    private const int ParamsOffsetAt = 16;

    /// <summary>
    /// The tables as small as they get: biases that a record cannot hold leave all params as they are.
    /// </summary>
    public static BlobTables Pack(Blob blob)
    {
        byte[]? packed = PackedSection(blob);
        byte[] map = Section(blob, SectionTable.ClassMap);
        bool identity = map.AsSpan().SequenceEqual(Identity(blob));
        return Create(blob, packed ?? Plain(blob), identity ? [] : map, packed is not null);
    }

    /// <summary>The tables as <see cref="BlobWriter"/> writes them.</summary>
    public static BlobTables Decode(Blob blob)
    {
        byte[] map = Section(blob, SectionTable.ClassMap);
        return Create(blob, Plain(blob), map.Length > 0 ? map : Identity(blob), false);
    }

    private static BlobTables Create(Blob blob, byte[] parameters, byte[] map, bool packed)
    {
        byte[] records = Section(blob, SectionTable.Stages);
        int start = blob.Sections.Offset(SectionTable.Stages);
        int weights = 0;
        int at = 0;
        foreach (ConvolutionRecord c in BlobConvolutions.Of(blob))
        {
            BitConverter.TryWriteBytes(records.AsSpan(c.At - start + WeightsOffsetAt), weights);
            BitConverter.TryWriteBytes(records.AsSpan(c.At - start + ParamsOffsetAt), packed ? 0 : at);
            weights += (c.OutChannels * c.Taps) + (packed ? c.Groups * Blob.GroupBytes : 0);
            at += c.Groups * Blob.GroupBytes;
        }

        return new BlobTables(records, parameters, map, weights, packed);
    }

    private static byte[] Plain(Blob blob)
    {
        byte[] section = new byte[BlobConvolutions.Of(blob).Sum(c => c.Groups) * Blob.GroupBytes];
        int at = 0;
        foreach (ConvolutionRecord c in BlobConvolutions.Of(blob))
        {
            for (int g = 0; g < c.Groups; g++, at += Blob.GroupBytes)
            {
                int[] biases = Enumerable.Range(g * Lanes, Lanes).Select(o => blob.Bias(c, o)).ToArray();
                GroupParams.Write(section.AsSpan(at, Blob.GroupBytes), biases, blob.Shift(c, g));
            }
        }

        return section;
    }

    /// <summary>All params packed, or null if a group cannot be.</summary>
    private static byte[]? PackedSection(Blob blob)
    {
        using MemoryStream section = new();
        foreach (ConvolutionRecord c in BlobConvolutions.Of(blob))
        {
            for (int g = 0; g < c.Groups; g++)
            {
                int shift = blob.Shift(c, g);
                int offset = PackedParams.Offset(shift, c.ZeroOut, c.At == blob.Head.At);
                int[] rests = Enumerable.Range(g * Lanes, Lanes)
                    .Select(o => blob.Bias(c, o) - offset + (c.ZeroIn * Sum(blob, c, o)))
                    .ToArray();
                byte[]? record = GroupParams.Pack(rests, shift);
                if (record is null)
                {
                    return null;
                }

                section.Write(record);
            }
        }

        return section.ToArray();
    }

    private static int Sum(Blob blob, ConvolutionRecord c, int o)
    {
        int first = blob.WeightsAt(c, o);
        int sum = 0;
        for (int tap = 0; tap < c.Taps; tap++)
        {
            sum += (sbyte)blob.Weights[first + (tap * Lanes)];
        }

        return sum;
    }

    /// <summary>A class map that says nothing.</summary>
    private static byte[] Identity(Blob blob)
    {
        return Enumerable.Range(0, blob.Head.OutChannels)
            .SelectMany(o => BitConverter.GetBytes(o < blob.Header.Classes ? (ushort)o : ushort.MaxValue))
            .ToArray();
    }

    private static byte[] Section(Blob blob, int section)
    {
        return blob.Bytes.AsSpan(blob.Sections.Offset(section), blob.Sections.Length(section)).ToArray();
    }
}
