using System;
using System.Linq;
using System.Runtime.InteropServices;
using Google.Protobuf;
using SqueezeNet.Embedded.Host.Import.Onnx;

namespace SqueezeNet.Embedded.Host.Training.Export;

/// <summary>Nodes and tensors of an ONNX graph, one behind the other. A node's output has the node's name.</summary>
internal sealed class OnnxGraph
{
    private const int Float = 1;
    private const int OneInteger = 2;
    private const int ListOfIntegers = 7;

    /// <summary>Begins a graph of one input and one output, both fp32.</summary>
    public OnnxGraph(string name, ValueInfoProto input, ValueInfoProto output)
    {
        Proto = new GraphProto { Name = name };
        Proto.Input.Add(input);
        Proto.Output.Add(output);
    }

    /// <summary>What was added.</summary>
    public GraphProto Proto { get; }

    /// <summary>An input or output of fp32.</summary>
    public static ValueInfoProto Value(string name, params int[] shape)
    {
        TensorShapeProto dims = new();
        dims.Dim.AddRange(shape.Select(d => new TensorShapeProto.Types.Dimension { DimValue = d }));
        TypeProto.Types.Tensor tensor = new() { ElemType = Float, Shape = dims };
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = tensor } };
    }

    /// <summary>Adds a node.</summary>
    public NodeProto Add(string op, string name, params string[] inputs)
    {
        NodeProto node = new() { OpType = op, Name = name };
        node.Input.AddRange(inputs);
        node.Output.Add(name);
        Proto.Node.Add(node);
        return node;
    }

    /// <summary>Adds weights.</summary>
    /// <returns>Their name.</returns>
    public string Add(string name, float[] values, params int[] shape)
    {
        TensorProto tensor = new() { Name = name, DataType = Float, RawData = LittleEndian(values) };
        tensor.Dims.AddRange(shape.Select(d => (long)d));
        Proto.Initializer.Add(tensor);
        return name;
    }

    /// <summary>Gives a node a number.</summary>
    public static void Set(NodeProto node, string name, int value)
    {
        node.Attribute.Add(new AttributeProto { Name = name, I = value, Type = OneInteger });
    }

    /// <summary>Gives a node a list of numbers.</summary>
    public static void SetList(NodeProto node, string name, params int[] values)
    {
        AttributeProto attribute = new() { Name = name, Type = ListOfIntegers };
        attribute.Ints.AddRange(values.Select(v => (long)v));
        node.Attribute.Add(attribute);
    }

    /// <summary>As the processor has it: this library runs on little-endian ones only.</summary>
    private static ByteString LittleEndian(float[] values)
    {
        return ByteString.CopyFrom(MemoryMarshal.AsBytes(values.AsSpan()));
    }
}
