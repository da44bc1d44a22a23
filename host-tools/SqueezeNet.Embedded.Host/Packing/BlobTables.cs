using System;
using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Host.Packing;

/// <summary>Params (SPEC 5.4) and class map (SPEC 5.5) of a blob, packed or plain, and the stage records that go with them.</summary>
/// <param name="Stages">The stage records.</param>
/// <param name="Params">The params, in the order of the convolutions.</param>
/// <param name="ClassMap">The class map; empty if channels are classes.</param>
/// <param name="Packed">Whether the params are packed.</param>
internal sealed record BlobTables(byte[] Stages, byte[] Params, byte[] ClassMap, bool Packed)
{
    private const int Lanes = ConvolutionRecord.Lanes;
    private const int ParamsOffsetAt = 16;

    /// <summary>The tables as small as they get: biases that need their lowest bits stay as they are.</summary>
    public static BlobTables Pack(Blob blob)
    {
        byte[]? packed = Write(blob, PackedParams.GroupBytes, GroupParams.TryWritePacked);
        byte[] parameters = packed ?? Plain(blob);
        byte[] map = Section(blob, SectionTable.ClassMap);
        bool identity = map.AsSpan().SequenceEqual(Identity(blob));
        return new BlobTables(Records(blob, packed is not null), parameters, identity ? [] : map, packed is not null);
    }

    /// <summary>The tables as <see cref="BlobWriter"/> writes them.</summary>
    public static BlobTables Unpack(Blob blob)
    {
        byte[] map = Section(blob, SectionTable.ClassMap);
        return new BlobTables(Records(blob, false), Plain(blob), map.Length > 0 ? map : Identity(blob), false);
    }

    private delegate bool GroupWriter(Span<byte> group, ReadOnlySpan<int> biases, int shift);

    private static byte[] Plain(Blob blob)
    {
        return Write(blob, Blob.GroupBytes, (group, biases, shift) =>
        {
            GroupParams.Write(group, biases, shift);
            return true;
        })!;
    }

    /// <summary>All params, or null if a group cannot be written.</summary>
    private static byte[]? Write(Blob blob, int groupBytes, GroupWriter writer)
    {
        byte[] section = new byte[Convolutions(blob).Sum(c => c.Groups) * groupBytes];
        Span<int> biases = stackalloc int[Lanes];
        int at = 0;
        foreach (ConvolutionRecord c in Convolutions(blob))
        {
            for (int g = 0; g < c.Groups; g++, at += groupBytes)
            {
                for (int lane = 0; lane < Lanes; lane++)
                {
                    biases[lane] = blob.Bias(c, (g * Lanes) + lane);
                }

                if (!writer(section.AsSpan(at, groupBytes), biases, blob.Shift(c, g)))
                {
                    return null;
                }
            }
        }

        return section;
    }

    /// <summary>The stage records with the places of the params.</summary>
    private static byte[] Records(Blob blob, bool packed)
    {
        byte[] records = Section(blob, SectionTable.Stages);
        int start = blob.Sections.Offset(SectionTable.Stages);
        int at = 0;
        foreach (ConvolutionRecord c in Convolutions(blob))
        {
            BitConverter.TryWriteBytes(records.AsSpan(c.At - start + ParamsOffsetAt), at);
            at += c.Groups * (packed ? PackedParams.GroupBytes : Blob.GroupBytes);
        }

        return records;
    }

    private static IEnumerable<ConvolutionRecord> Convolutions(Blob blob)
    {
        return Enumerable.Range(0, blob.Stages)
            .Select(blob.Stage)
            .SelectMany(stage => new[] { stage.A, stage.B, stage.C })
            .Where(c => c.OutChannels > 0);
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
