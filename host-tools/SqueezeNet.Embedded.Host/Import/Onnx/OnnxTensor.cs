using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using SqueezeNet.Embedded.Host.Import.Graphs;
using SqueezeNet.Embedded.Host.Import.Sources;

namespace SqueezeNet.Embedded.Host.Import.Onnx;

/// <summary>A tensor of an ONNX file, decoded when asked for.</summary>
internal sealed class OnnxTensor(string file, TensorProto tensor) : IConstant
{
    /// <summary>The format's number for uint8.</summary>
    public const int Byte = 2;

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
        // Halves that are listed stand in the list of 32-bit integers.
        return TypeName switch
        {
            "float32" => Decode<float>(tensor.FloatData, node),
            "float64" => Array.ConvertAll(Decode<double>(tensor.DoubleData, node), v => (float)v),
            "float16" => Array.ConvertAll(Decode(Shorts(), node), v => (float)BitConverter.UInt16BitsToHalf(v)),
            "bfloat16" => Array.ConvertAll(Decode(Shorts(), node), v => BitConverter.UInt32BitsToSingle((uint)v << 16)),
            _ => throw Wrong("a kind of float", node),
        };
    }

    /// <inheritdoc/>
    public (long Lowest, long Highest)? IntegerRange => TypeName switch
    {
        "uint8" => (byte.MinValue, byte.MaxValue),
        "int8" => (sbyte.MinValue, sbyte.MaxValue),
        "uint16" => (ushort.MinValue, ushort.MaxValue),
        "int16" => (short.MinValue, short.MaxValue),
        "int32" => (int.MinValue, int.MaxValue),
        "int64" => (long.MinValue, long.MaxValue),
        _ => null,
    };

    private string TypeName => NameOf(tensor.DataType);

    /// <inheritdoc/>
    public long[] Integers(string node)
    {
        // Narrow integers that are listed stand in the list of 32-bit ones.
        return TypeName switch
        {
            "uint8" => Array.ConvertAll(Decode([.. tensor.Int32Data.Select(v => (byte)v)], node), v => (long)v),
            "int8" => Array.ConvertAll(Decode([.. tensor.Int32Data.Select(v => (sbyte)v)], node), v => (long)v),
            "uint16" => Array.ConvertAll(Decode(Shorts(), node), v => (long)v),
            "int16" => Array.ConvertAll(Decode([.. tensor.Int32Data.Select(v => (short)v)], node), v => (long)v),
            "int32" => Array.ConvertAll(Decode<int>(tensor.Int32Data, node), v => (long)v),
            "int64" => Decode<long>(tensor.Int64Data, node),
            _ => throw Wrong("an integer", node),
        };
    }

    /// <summary>The name of an element type.</summary>
    public static string NameOf(int type)
    {
        return (uint)type < TypeNames.Length ? TypeNames[type] : $"{type}";
    }

    private ushort[] Shorts() => [.. tensor.Int32Data.Select(v => (ushort)v)];

    private ImportException Wrong(string wanted, string node)
    {
        return Refuse(node, $"tensor '{tensor.Name}' has element type {TypeName}, not {wanted}", Remedies.ExportFp32);
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
