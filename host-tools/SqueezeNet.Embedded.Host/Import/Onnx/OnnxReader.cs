using System;
using System.Collections.Generic;
using System.Linq;
using Google.Protobuf;
using SqueezeNet.Embedded.Host.Import.Dequantization;
using SqueezeNet.Embedded.Host.Import.Graphs;
using SqueezeNet.Embedded.Host.Import.Sources;

namespace SqueezeNet.Embedded.Host.Import.Onnx;

/// <summary>Turns an ONNX file into a <see cref="Graph"/>.</summary>
internal static class OnnxReader
{
    /// <summary>Parses the bytes of an ONNX file.</summary>
    public static ModelProto Parse(SourceFile file)
    {
        using CodedInputStream input = new(file.Bytes);
        ModelProto model = new();
        try
        {
            model.MergeFrom(input);
        }
        catch (InvalidProtocolBufferException e)
        {
            const string Problem = "this is not a complete ONNX model";
            throw new ImportException(file.Path, Problem, Remedies.Damaged, null, input.Position, e);
        }

        return model.Graph is { Node.Count: > 0 }
            ? model
            : throw new ImportException(
                file.Path, "there is no network in this file", Remedies.Damaged, null, file.Bytes.Length);
    }

    /// <summary>The network of a parsed model.</summary>
    public static Graph ToGraph(string file, GraphProto proto)
    {
        Dictionary<string, IConstant> constants = [];
        foreach (TensorProto tensor in proto.Initializer)
        {
            constants[tensor.Name] = new OnnxTensor(file, tensor);
        }

        List<GraphNode> nodes = [];
        foreach (NodeProto node in proto.Node)
        {
            if (!AddConstant(file, node, constants))
            {
                nodes.Add(ToNode(node, nodes.Count));
            }
        }

        GraphInput input = OnnxInput.Find(file, proto, constants);
        Graph graph = new(file, input, [.. proto.Output.Select(o => o.Name)], nodes, constants);
        return PadFolding.Run(Dequantizer.Run(Casts.Run(InputFolding.Run(graph))));
    }

    private static bool AddConstant(string file, NodeProto node, Dictionary<string, IConstant> constants)
    {
        if (node.Output.Count != 1)
        {
            return false;
        }

        if (node.OpType == "Constant" && node.Attribute.Count == 1)
        {
            return Value(file, node.Attribute[0]) is { } given && constants.TryAdd(node.Output[0], given);
        }

        // Exporters share equal weights through an Identity node, and store them in half behind a Cast.
        return node.OpType is "Identity" or "Cast" && node.Input.Count == 1
            && constants.TryGetValue(node.Input[0], out IConstant? shared)
            && (node.OpType == "Identity" ? shared : Cast(node, shared)) is { } value
            && constants.TryAdd(node.Output[0], value);
    }

    /// <summary>A constant as another type; null for real numbers as integers.</summary>
    private static IConstant? Cast(NodeProto node, IConstant constant)
    {
        bool toReal = Casts.IsReal(node.Attribute.FirstOrDefault(a => a.Name == "to")?.I ?? 0);
        return (constant.IntegerRange is not null, toReal) switch
        {
            (true, true) => new FloatConstant(
                [.. constant.Shape], Array.ConvertAll(constant.Integers(node.Name), v => (float)v)),
            (false, false) => null,
            _ => constant,
        };
    }

    private static IConstant? Value(string file, AttributeProto attribute)
    {
        return attribute.Name switch
        {
            "value" when attribute.T is { } tensor => new OnnxTensor(file, tensor),
            "value_int" => new IntegerConstant([], [attribute.I]),
            "value_ints" => new IntegerConstant([attribute.Ints.Count], [.. attribute.Ints]),
            "value_float" => new FloatConstant([], [attribute.F]),
            "value_floats" => new FloatConstant([attribute.Floats.Count], [.. attribute.Floats]),
            _ => null,
        };
    }

    private static GraphNode ToNode(NodeProto node, int index)
    {
        string op = node.Domain is "" or "ai.onnx" ? node.OpType : $"{node.Domain}.{node.OpType}";
        string name = node.Name.Length > 0 ? node.Name : node.Output.FirstOrDefault() ?? $"#{index}";
        NodeAttributes attributes = new();
        foreach (AttributeProto attribute in node.Attribute)
        {
            Add(attributes, attribute);
        }

        return new GraphNode(name, op, [.. node.Input], [.. node.Output], attributes);
    }

    private static void Add(NodeAttributes attributes, AttributeProto attribute)
    {
        if (attribute.HasS)
        {
            attributes.WithText(attribute.Name, attribute.S.ToStringUtf8());
        }
        else if (attribute.HasF)
        {
            attributes.WithReal(attribute.Name, attribute.F);
        }
        else
        {
            attributes.With(attribute.Name, attribute.HasI ? [attribute.I] : [.. attribute.Ints]);
        }
    }
}
