using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using SqueezeNet.Embedded.Host.Import.Graphs;

namespace SqueezeNet.Embedded.Host.Import.Onnx;

/// <summary>A tensor of an ONNX file, decoded when asked for.</summary>
internal sealed class OnnxTensor(string file, TensorProto tensor) : IConstant
{
    /// <summary>The format's number for fp32.</summary>
    public const int Float = 1;

    private const int Int64 = 7;
    private const long MaxValues = 1L << 28;

    private static readonly string[] TypeNames =
    [
        "undefined", "float32", "uint8", "int8", "uint16", "int16", "int32", "int64", "string", "bool", "float16",
        "float64", "uint32", "uint64", "complex64", "complex128", "bfloat16",
    ];

    /// <inheritdoc/>
    public IReadOnlyList<long> Shape => tensor.Dims;

    /// <inheritdoc/>
    public float[] Floats(string node)
    {
        Require(Float, "float32", node);
        return Decode<float>(tensor.FloatData, node);
    }

    /// <inheritdoc/>
    public long[] Integers(string node)
    {
        Require(Int64, "int64", node);
        return Decode<long>(tensor.Int64Data, node);
    }

    private void Require(int type, string name, string node)
    {
        if (tensor.DataType != type)
        {
            string found = (uint)tensor.DataType < TypeNames.Length ? TypeNames[tensor.DataType] : $"{tensor.DataType}";
            throw Refuse(node, $"tensor '{tensor.Name}' has element type {found}, not {name}", Remedies.ExportFp32);
        }
    }

    private T[] Decode<T>(IReadOnlyCollection<T> listed, string node) where T : unmanaged
    {
        int size = Marshal.SizeOf<T>();
        long count = Count(node);
        if (tensor.DataLocation == TensorProto.Types.DataLocation.External)
        {
            byte[] bytes = ExternalData.Read(file, tensor, node, count * size);
            return MemoryMarshal.Cast<byte, T>(bytes).ToArray();
        }

        T[] values = tensor.HasRawData && tensor.RawData.Length % size == 0
            ? MemoryMarshal.Cast<byte, T>(tensor.RawData.Span).ToArray()
            : [.. listed];
        return values.Length == count
            ? values
            : throw Refuse(
                node, $"tensor '{tensor.Name}' holds {values.Length} values, its shape says {count}", Remedies.Damaged);
    }

    private long Count(string node)
    {
        long count = 1;
        foreach (long dim in tensor.Dims)
        {
            if (dim is <= 0 or > MaxValues || count * dim > MaxValues)
            {
                string shape = string.Join(" x ", tensor.Dims.Take(8));
                throw Refuse(node, $"tensor '{tensor.Name}' has the impossible shape {shape}", Remedies.Damaged);
            }

            count *= dim;
        }

        return count;
    }

    private ImportException Refuse(string node, string problem, string remedy) => new(file, problem, remedy, node);
}
