using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Import.Graphs;
using SqueezeNet.Embedded.Host.Import.Sources;

namespace SqueezeNet.Embedded.Host.Import.Torch;

/// <summary>A tensor of a state dict, decoded when asked for: any strides, any floating-point type.</summary>
internal sealed class TorchConstant(TorchFile file, TorchTensor tensor) : IConstant
{
    /// <inheritdoc/>
    public IReadOnlyList<long> Shape => tensor.Shape;

    /// <inheritdoc/>
    public (long Lowest, long Highest)? IntegerRange => null;

    /// <inheritdoc/>
    public float[] Floats(string node)
    {
        int count = Count(node);
        byte[] bytes = file.Read(tensor.Storage, node);
        float[] values = new float[count];
        long[] at = new long[tensor.Shape.Count];
        long index = tensor.Offset;
        for (int i = 0; i < count; i++)
        {
            values[i] = Value(bytes, (int)index);
            index = Next(at, index);
        }

        return values;
    }

    /// <inheritdoc/>
    public long[] Integers(string node) => throw Refuse(node, "its values are no integers");

    /// <summary>The number of values, all of which lie inside the storage; no more than it has.</summary>
    private int Count(string node)
    {
        long storage = tensor.Storage.Count;
        long count = 1;
        long last = tensor.Offset;
        bool valid = tensor.Shape.Count == tensor.Strides.Count && tensor.Offset >= 0 && tensor.Offset < storage;
        for (int i = 0; valid && i < tensor.Shape.Count; i++)
        {
            (long size, long stride) = (tensor.Shape[i], tensor.Strides[i]);
            valid = size > 0 && size <= storage / count && (size == 1 || stride <= storage);
            count = valid ? count * size : count;
            last = valid ? last + ((size - 1) * stride) : last;
            valid = valid && last < storage;
        }

        return valid
            ? (int)count
            : throw Refuse(
                node,
                $"shape {Show(tensor.Shape)} with strides {Show(tensor.Strides)} at {tensor.Offset} does not lie "
                + $"within {storage} elements");
    }

    private float Value(byte[] bytes, int index)
    {
        ReadOnlySpan<byte> value = bytes.AsSpan(index * tensor.Storage.ElementSize, tensor.Storage.ElementSize);
        return tensor.Storage.Type switch
        {
            "FloatStorage" => BinaryPrimitives.ReadSingleLittleEndian(value),
            "DoubleStorage" => (float)BinaryPrimitives.ReadDoubleLittleEndian(value),
            "HalfStorage" => (float)BinaryPrimitives.ReadHalfLittleEndian(value),
            _ => BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16LittleEndian(value) << 16),
        };
    }

    /// <summary>Steps to the next value in the order of rows.</summary>
    private long Next(long[] at, long index)
    {
        for (int axis = at.Length - 1; axis >= 0; axis--)
        {
            index += tensor.Strides[axis];
            if (++at[axis] < tensor.Shape[axis])
            {
                return index;
            }

            index -= at[axis] * tensor.Strides[axis];
            at[axis] = 0;
        }

        return index;
    }

    private static string Show(IReadOnlyList<long> values) => string.Join(" x ", values.Take(8));

    private ImportException Refuse(string node, string problem)
    {
        return new ImportException(file.Source.Path, problem, Remedies.Damaged, node);
    }
}
