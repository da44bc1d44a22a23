using System;
using System.IO;
using System.Linq;

namespace SqueezeNet.Embedded.Host.Packing;

/// <summary>Turns a blob with raw weights into the same model with packed weights (SPEC 4.2), and back.</summary>
public static class BlobPacker
{
    private const int TableAt = 80;
    private const int Alignment = 16;

    /// <summary>Packs a blob's weights; scores, plan and golden vectors stay the same.</summary>
    /// <returns>A new blob; the given one if it is packed already.</returns>
    /// <exception cref="BlobException">The bytes are not a valid blob, or not one of this packer: weights have gaps.</exception>
    public static byte[] Pack(byte[] bytes)
    {
        Blob blob = Blob.Open(bytes);
        return blob.Header.WeightsEncoding == WeightsEncoding.Packed
            ? bytes
            : Replace(bytes, Encode(blob), WeightsEncoding.Packed);
    }

    /// <summary>Unpacks a blob's weights; scores, plan and golden vectors stay the same.</summary>
    /// <returns>A new blob; the given one if its weights are raw already.</returns>
    /// <exception cref="BlobException">The bytes are not a valid blob.</exception>
    public static byte[] Unpack(byte[] bytes)
    {
        Blob blob = Blob.Open(bytes);
        return blob.Header.WeightsEncoding == WeightsEncoding.Raw
            ? bytes
            : Replace(bytes, blob.Weights, WeightsEncoding.Raw);
    }

    private static byte[] Encode(Blob blob)
    {
        StageRecord[] stages = Enumerable.Range(0, blob.Stages).Select(blob.Stage).ToArray();
        byte[] weights = blob.Weights.AsSpan(blob.WeightsAt(blob.Stage(0).A, 0), (int)blob.Header.WeightsBytes).ToArray();
        BitEncoder encoder = new();
        PackedWeights.Code(encoder, weights, stages);
        return encoder.Finish();
    }

    /// <summary>The blob with another weights section; what lies behind it moves.</summary>
    private static byte[] Replace(byte[] bytes, byte[] weights, WeightsEncoding encoding)
    {
        using MemoryStream stream = new();
        stream.Write(bytes.AsSpan(0, BlobHeader.Bytes));
        byte[] table = bytes.AsSpan(TableAt, BlobHeader.Bytes - TableAt).ToArray();
        for (int section = 0; section < table.Length / 8; section++)
        {
            int offset = BitConverter.ToInt32(table, 8 * section);
            int length = BitConverter.ToInt32(table, (8 * section) + 4);
            ReadOnlySpan<byte> content = section == SectionTable.Weights ? weights : bytes.AsSpan(offset, length);
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
        table.CopyTo(result, TableAt);
        BitConverter.TryWriteBytes(result.AsSpan(BlobHeader.CrcAt), Blob.ComputeCrc(result, result.Length));
        _ = Blob.Open(result);
        return result;
    }
}
