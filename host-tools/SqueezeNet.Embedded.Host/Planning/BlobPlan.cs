using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Planning;

/// <summary>The plan in a blob.</summary>
public static class BlobPlan
{
    private const int ArenaAt = 32;
    private const int SkipAt = 44;
    private const int BandAt = 16;
    private const int OffsetsAt = 20;
    private const int GoldenBytes = 2 * 16;
    private const int TypicalMetaBytes = 256;

    /// <summary>Reads it.</summary>
    public static ArenaPlan Read(Blob blob)
    {
        IEnumerable<StagePlan> stages = Enumerable.Range(0, blob.Stages).Select(k =>
        {
            StageRecord stage = blob.Stage(k);
            return new StagePlan(stage.Band, (int)stage.InOffset, (int)stage.OutOffset, (int)stage.ScratchOffset);
        });
        return new ArenaPlan((int)blob.Header.ArenaBytes, (int)blob.Header.SkipBytes, stages.ToList())
        {
            Memory = blob.Header.ArenaMemory,
        };
    }

    /// <summary>The same model with another plan: stage records, arena and CRC change, nothing else.</summary>
    /// <exception cref="BlobException">The bytes are no blob, or the plan breaks its rules.</exception>
    public static byte[] Replace(byte[] blob, ArenaPlan plan)
    {
        Blob old = Blob.Open(blob);
        byte[] bytes = blob[..old.Header.TotalBytes];
        bytes[BlobHeader.ArenaMemoryAt] = (byte)plan.Memory;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(ArenaAt), plan.ArenaBytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(SkipAt), plan.SkipBytes);
        for (int k = 0; k < old.Stages; k++)
        {
            Span<byte> record = bytes.AsSpan(old.Stage(k).At);
            StagePlan stage = plan.Stages[k];
            BinaryPrimitives.WriteUInt16LittleEndian(record[BandAt..], (ushort)stage.Band);
            BinaryPrimitives.WriteInt32LittleEndian(record[OffsetsAt..], stage.InOffset);
            BinaryPrimitives.WriteInt32LittleEndian(record[(OffsetsAt + 4)..], stage.OutOffset);
            BinaryPrimitives.WriteInt32LittleEndian(record[(OffsetsAt + 8)..], stage.ScratchOffset);
        }

        uint crc = Blob.ComputeCrc(bytes, bytes.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(BlobHeader.CrcAt), crc);
        _ = Blob.Open(bytes);
        return bytes;
    }

    /// <summary>Size of the blob that a model will make; what it says of its source is guessed.</summary>
    public static long EstimateBytes(SqueezeNetModel model)
    {
        long size = BlobHeader.Bytes + GoldenBytes + TypicalMetaBytes;
        foreach (StageShape stage in StageShape.Cut(model))
        {
            size += StageRecord.Bytes + stage.WeightBytes + (stage.Groups * Blob.GroupBytes);
        }

        size += 2 * ((model.Classes + 15) / 16 * 16);
        return size + model.Labels.Sum(label => 1L + Math.Min(255, System.Text.Encoding.UTF8.GetByteCount(label)));
    }
}
