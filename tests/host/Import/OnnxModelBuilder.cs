using System;
using System.Linq;
using System.Runtime.InteropServices;
using Google.Protobuf;
using SqueezeNet.Embedded.Host.Import.Onnx;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Tests.Host.Import;

/// <summary>Writes small ONNX models. Nodes are named after their first output.</summary>
internal sealed class OnnxModelBuilder
{
    public const int Side = 32;
    public const int Classes = 5;

    private int tensors;

    public OnnxModelBuilder(params long[] shape)
    {
        Model = new ModelProto { IrVersion = 8, Graph = new GraphProto { Name = "test" } };
        TensorShapeProto dims = new();
        dims.Dim.AddRange(shape.Select(Dimension));
        TypeProto type = new() { TensorType = new TypeProto.Types.Tensor { ElemType = 1, Shape = dims } };
        Model.Graph.Input.Add(new ValueInfoProto { Name = "image", Type = type });
        Model.Graph.Output.Add(new ValueInfoProto { Name = "scores" });
    }

    public ModelProto Model { get; }

    /// <summary>A SqueezeNet with one pool and two Fire modules.</summary>
    public static OnnxModelBuilder Tiny()
    {
        OnnxModelBuilder b = new(1, 3, Side, Side);
        b.ConvRelu("conv1", "image", 8, 3, 3, 2, 0);
        b.Pool("pool1", "conv1_relu");
        b.Fire("fire2", "pool1", 8, 4, 6, 8);
        b.Fire("fire3", "fire2", 14, 4, 6, 8);
        b.Node("Dropout", "drop", "fire3");
        b.ConvRelu("conv10", "drop", Classes, 14, 1, 1, 0);
        b.Node("GlobalAveragePool", "average", "conv10_relu");
        b.Node("Flatten", "scores", "average");
        return b;
    }

    public NodeProto Find(string name) => Model.Graph.Node.First(n => n.Name == name);

    public TensorProto Tensor(string name) => Model.Graph.Initializer.First(t => t.Name == name);

    /// <summary>Inserts a node before another and makes that one read it.</summary>
    public NodeProto InsertBefore(string name, string op, string output)
    {
        NodeProto next = Find(name);
        NodeProto node = new() { OpType = op, Name = output, Input = { next.Input[0] }, Output = { output } };
        next.Input[0] = output;
        Model.Graph.Node.Insert(Model.Graph.Node.IndexOf(next), node);
        return node;
    }

    public NodeProto Node(string op, string output, params string[] inputs)
    {
        NodeProto node = new() { OpType = op, Name = output, Input = { inputs }, Output = { output } };
        Model.Graph.Node.Add(node);
        return node;
    }

    public NodeProto Conv(string name, string input, int outputs, int inputs, int kernel, int stride, int pad)
    {
        NodeProto node = Node("Conv", name, input, $"{name}.weight", $"{name}.bias");
        Set(node, "kernel_shape", kernel, kernel);
        Set(node, "strides", stride, stride);
        Set(node, "pads", pad, pad, pad, pad);
        AddTensor($"{name}.weight", outputs, inputs, kernel, kernel);
        AddTensor($"{name}.bias", outputs);
        return node;
    }

    public void ConvRelu(string name, string input, int outputs, int inputs, int kernel, int stride, int pad)
    {
        Conv(name, input, outputs, inputs, kernel, stride, pad);
        Node("Relu", $"{name}_relu", name);
    }

    public void Pool(string name, string input)
    {
        NodeProto node = Node("MaxPool", name, input);
        Set(node, "kernel_shape", 3, 3);
        Set(node, "strides", 2, 2);
        Set(node, "ceil_mode", 1);
    }

    public void Fire(string name, string input, int channels, int squeeze, int small, int large)
    {
        ConvRelu($"{name}_squeeze", input, squeeze, channels, 1, 1, 0);
        ConvRelu($"{name}_expand1", $"{name}_squeeze_relu", small, squeeze, 1, 1, 0);
        ConvRelu($"{name}_expand3", $"{name}_squeeze_relu", large, squeeze, 3, 1, 1);
        Set(Node("Concat", name, $"{name}_expand1_relu", $"{name}_expand3_relu"), "axis", 1);
    }

    public static void Set(NodeProto node, string name, params long[] values)
    {
        if (node.Attribute.FirstOrDefault(a => a.Name == name) is { } old)
        {
            node.Attribute.Remove(old);
        }

        AttributeProto attribute = new() { Name = name };
        if (values.Length == 1 && name is not "axes")
        {
            attribute.I = values[0];
        }
        else
        {
            attribute.Ints.AddRange(values);
        }

        node.Attribute.Add(attribute);
    }

    /// <summary>Adds a tensor whose values are all different, so that permutations show.</summary>
    public TensorProto AddTensor(string name, params long[] dims)
    {
        long count = dims.Aggregate(1L, (a, b) => a * b);
        float[] values = [.. Enumerable.Range(0, (int)count).Select(i => ((++tensors + i) % 1000 / 1000f) - 0.3f)];
        TensorProto tensor = new() { Name = name, DataType = 1, RawData = Bytes(values) };
        tensor.Dims.AddRange(dims);
        Model.Graph.Initializer.Add(tensor);
        return tensor;
    }

    /// <summary>Adds an fp32 tensor.</summary>
    public string AddTensor(string name, float[] values, params long[] dims)
    {
        AddTensor(name, dims).RawData = Bytes(values);
        return name;
    }

    /// <summary>Adds a tensor of integers: type 2 is uint8, 3 int8, 6 int32, 7 int64.</summary>
    public string AddIntegers(string name, int type, long[] values, params long[] dims)
    {
        TensorProto tensor = new() { Name = name, DataType = type };
        tensor.Dims.AddRange(dims);
        tensor.RawData = ByteString.CopyFrom([.. values.SelectMany(v => BitConverter.GetBytes(v)[..Size(type)])]);
        Model.Graph.Initializer.Add(tensor);
        return name;
    }

    /// <summary>A node of Microsoft's operators.</summary>
    public NodeProto Extension(string op, string output, params string[] inputs)
    {
        NodeProto node = Node(op, output, inputs);
        node.Domain = "com.microsoft";
        return node;
    }

    private static int Size(int type) => type switch { 2 or 3 => 1, 6 => 4, _ => 8 };

    public static ByteString Bytes(float[] values) => ByteString.CopyFrom(MemoryMarshal.AsBytes<float>(values));

    public static float[] Floats(TensorProto tensor) => MemoryMarshal.Cast<byte, float>(tensor.RawData.Span).ToArray();

    public byte[] ToBytes() => Model.ToByteArray();

    private static TensorShapeProto.Types.Dimension Dimension(long size)
    {
        return size > 0
            ? new TensorShapeProto.Types.Dimension { DimValue = size }
            : new TensorShapeProto.Types.Dimension { DimParam = "any" };
    }
}
