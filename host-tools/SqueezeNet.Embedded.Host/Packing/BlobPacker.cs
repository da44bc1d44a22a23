using System;
using System.IO;
using System.Linq;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Planning;

namespace SqueezeNet.Embedded.Host.Packing;

/// <summary>
/// Turns a plain blob into the same model with packed weights, params and labels (SPEC 4.2, 5.4, 5.6), and back.
/// </summary>
public static class BlobPacker
{
    private const int WeightsBytesAt = 40;
    private const int TableAt = 80;
    private const int Alignment = 16;

    /// <summary>
    /// Packs a blob's weights, and its labels, params and class map where they get smaller; scores, plan and golden
    /// vectors stay.
    /// </summary>
    /// <returns>A new blob; the given one if it is packed already.</returns>
    /// <exception cref="BlobException">
    /// The bytes are not a valid blob, or not one of this packer: weights have gaps.
    /// </exception>
    public static byte[] Pack(byte[] bytes)
    {
        Blob blob = Blob.Open(bytes);
        if (blob.Header.WeightsEncoding == WeightsEncoding.Packed)
        {
            return bytes;
        }

        byte[]? labels = blob.Header.HasPackedLabels ? null : LabelPacker.Pack(Labels(blob), blob.Header.Classes);
        bool packed = labels is not null || blob.Header.HasPackedLabels;
        BlobTables tables = BlobTables.Pack(blob);
        int encoding = BlobHeader.PackedWeightsBit
            | (packed ? BlobHeader.PackedLabelsBit : 0)
            | (tables.Packed ? BlobHeader.PackedParamsBit : 0);
        return Replace(bytes, Encode(blob), labels, tables, encoding);
    }

    /// <summary>Decodes all that <see cref="Pack"/> packs; scores, plan and golden vectors stay the same.</summary>
    /// <returns>A new blob; the given one if nothing in it is packed.</returns>
    /// <exception cref="BlobException">The bytes are not a valid blob.</exception>
    public static byte[] Decode(byte[] bytes)
    {
        Blob blob = Blob.Open(bytes);
        bool packedLabels = blob.Header.HasPackedLabels && Labels(blob).Length > 0;
        byte[]? labels = packedLabels
            ? LabelPacker.Decode(new PackedLabels(bytes, blob.Sections), blob.Header.Classes)
            : null;
        return bytes[BlobHeader.EncodingAt] == 0
            ? bytes
            : Replace(bytes, Weights(blob), labels, BlobTables.Decode(blob), encoding: 0);
    }

    private static ReadOnlySpan<byte> Labels(Blob blob)
    {
        return blob.Bytes.AsSpan(
            blob.Sections.Offset(SectionTable.Labels), blob.Sections.Length(SectionTable.Labels));
    }

    /// <summary>The weights space without params.</summary>
    private static byte[] Weights(Blob blob)
    {
        if (!blob.Header.HasPackedParams)
        {
            int start = blob.WeightsAt(blob.Stage(0).A, 0) - (int)blob.Stage(0).A.WeightsOffset;
            return blob.Weights.AsSpan(start, (int)blob.Header.WeightsBytes).ToArray();
        }

        return BlobConvolutions.Of(blob)
            .SelectMany(c => Enumerable.Range(0, c.Groups)
                .Select(g => (Convolution: c, First: g * ConvolutionRecord.Lanes)))
            .SelectMany(g => blob.Weights
                .AsSpan(blob.WeightsAt(g.Convolution, g.First), g.Convolution.Taps * ConvolutionRecord.Lanes).ToArray())
            .ToArray();
    }

    private static byte[] Encode(Blob blob)
    {
        StageRecord[] stages = Enumerable.Range(0, blob.Stages).Select(blob.Stage).ToArray();
        byte[] weights = Weights(blob);
        int outside = Array.IndexOf(weights, (byte)0x80);
        if (outside >= 0)
        {
            // Weights are -127..127 (SPEC 1); the coder has no bits for more.
            long at = blob.Sections.Offset(SectionTable.Weights) + outside;
            throw new BlobException(ErrorCode.Section, at, "a weight is -128, which cannot be packed");
        }

        BitEncoder encoder = new();
        PackedWeights.Code(encoder, weights, stages);
        return encoder.Finish();
    }

    /// <summary>
    /// The blob with other weights and tables, and other labels if there are; what lies behind them moves.
    /// </summary>
    private static byte[] Replace(byte[] bytes, byte[] weights, byte[]? labels, BlobTables tables, int encoding)
    {
        using MemoryStream stream = new();
        stream.Write(bytes.AsSpan(0, BlobHeader.Bytes));
        byte[] table = bytes.AsSpan(TableAt, BlobHeader.Bytes - TableAt).ToArray();
        for (int section = 0; section < table.Length / 8; section++)
        {
            int offset = BitConverter.ToInt32(table, 8 * section);
            int length = BitConverter.ToInt32(table, (8 * section) + 4);
            byte[]? other = section switch
            {
                SectionTable.Stages => tables.Stages,
                SectionTable.Params => tables.Params,
                SectionTable.Weights => weights,
                SectionTable.ClassMap => tables.ClassMap,
                SectionTable.Labels => labels,
                _ => null,
            };
            ReadOnlySpan<byte> content = other ?? bytes.AsSpan(offset, length);
            table.AsSpan(8 * section, 8).Clear();
            if (content.Length > 0)
            {
                BitConverter.TryWriteBytes(table.AsSpan(8 * section), (int)stream.Position);
                BitConverter.TryWriteBytes(table.AsSpan((8 * section) + 4), content.Length);
                stream.Write(content);
                stream.Write(new byte[(Alignment - (content.Length % Alignment)) % Alignment]);
            }
        }

        byte[] result = stream.ToArray();
        result[BlobHeader.EncodingAt] = (byte)encoding;
        BitConverter.TryWriteBytes(result.AsSpan(8), result.Length);
        BitConverter.TryWriteBytes(result.AsSpan(WeightsBytesAt), tables.WeightsBytes);
        table.CopyTo(result, TableAt);
        BitConverter.TryWriteBytes(result.AsSpan(BlobHeader.CrcAt), Blob.ComputeCrc(result, result.Length));
        _ = Blob.Open(result);
        return result;
    }
}
