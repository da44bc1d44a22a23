using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Import.Graphs;
using SqueezeNet.Embedded.Host.Import.Sources;

namespace SqueezeNet.Embedded.Host.Import.Dequantization;

/// <summary>
/// Turns the operators of a quantized network back into those of the fp32 network it stands for: QuantizeLinear and
/// DequantizeLinear pairs, QLinear operators. Weights and biases become fp32. An activation stored with a zero point at
/// the lower end of its type cannot be negative, which is the network's ReLU; saturation at the upper end is forgotten.
/// </summary>
internal sealed class Dequantizer
{
    private const string Extensions = "com.microsoft.";

    private static readonly string[] Operators =
    [
        "QuantizeLinear", "DequantizeLinear", "QLinearConv", "QLinearConcat", "QLinearAdd", "QLinearSoftmax",
        "QLinearGlobalAveragePool", "QLinearAveragePool",
    ];

    /// <summary>Operators that work on stored integers and keep their meaning.</summary>
    private static readonly string[] Carriers =
    [
        "Identity", "Dropout", "MaxPool", "Concat", "Reshape", "Flatten", "Squeeze", "Shape",
    ];

    private readonly Graph graph;
    private readonly AffineReader affines;
    private readonly ClipReader clips;
    private readonly Dictionary<string, IConstant> constants;
    private readonly List<GraphNode> nodes = [];
    private readonly NonNegativeTensors nonNegative = new();
    private readonly HashSet<string> images;
    private readonly Dictionary<string, Affine> stored = [];

    private Dequantizer(Graph graph)
    {
        this.graph = graph;
        constants = new Dictionary<string, IConstant>(graph.Constants);
        affines = new AffineReader(graph, constants);
        clips = new ClipReader(graph, constants);
        images = [graph.Input.Name];
    }

    /// <summary>The fp32 network; a network without quantized operators is returned as it is.</summary>
    public static Graph Run(Graph graph)
    {
        if (!graph.Nodes.Any(n => Operators.Contains(Plain(n))))
        {
            return graph;
        }

        Dequantizer dequantizer = new(graph);
        foreach (GraphNode node in graph.Nodes)
        {
            dequantizer.Add(node, Plain(node));
        }

        return graph with { Nodes = dequantizer.nodes, Constants = dequantizer.constants };
    }

    private static string Plain(GraphNode node)
    {
        return node.Op.StartsWith(Extensions, System.StringComparison.Ordinal) ? node.Op[Extensions.Length..] : node.Op;
    }

    private void Add(GraphNode node, string op)
    {
        if ((Operators.Contains(op) || op == "Clip") && node.Outputs.Count != 1)
        {
            throw graph.Refuse(node, "it must have one output", Remedies.Damaged);
        }

        switch (op)
        {
            case "QuantizeLinear":
                AddQuantize(node);
                break;
            case "DequantizeLinear":
                AddDequantize(node);
                break;
            case "QLinearConv":
                AddConvolution(node);
                break;
            case "QLinearAdd":
                Read(node, 0);
                Read(node, 3);
                Store(node, "Add", [node.Input(0), node.Input(3)], affines.ReadActivation(node, 6, 7));
                break;
            case "QLinearConcat":
                AddConcat(node);
                break;
            case "QLinearGlobalAveragePool" or "QLinearAveragePool" or "QLinearSoftmax":
                Read(node, 0);
                RequireChannelsFirst(node);
                Store(node, op["QLinear".Length..], [node.Input(0)], affines.ReadActivation(node, 3, 4));
                break;
            case "Clip" when constants.TryGetValue(node.Input(0), out IConstant? weights):
                constants[node.Outputs[0]] = clips.Clip(node, weights);
                break;
            case "Clip" when stored.TryGetValue(node.Input(0), out Affine? written):
                AddClip(node, clips.Narrow(node, written));
                break;
            default:
                Keep(node);
                break;
        }
    }

    private void AddQuantize(GraphNode node)
    {
        if (constants.TryGetValue(node.Input(0), out IConstant? weights))
        {
            Affine affine = affines.Read(node, 1, 2);
            constants[node.Outputs[0]] = affines.Quantize(node, weights, affine, node.Attributes.Integer("axis", 1));
            return;
        }

        RequireReal(node);
        Store(node, "Identity", [node.Input(0)], affines.ReadActivation(node, 1, 2));
    }

    private void AddDequantize(GraphNode node)
    {
        if (constants.TryGetValue(node.Input(0), out IConstant? weights))
        {
            Affine affine = affines.Read(node, 1, 2);
            constants[node.Outputs[0]] = affines.Dequantize(node, weights, affine, node.Attributes.Integer("axis", 1));
            return;
        }

        Read(node, 0);
        Emit(node with { Op = "Identity", Inputs = [node.Input(0)] });
    }

    /// <summary>Adds a ReLU where a narrower range amounts to that; saturation is forgotten.</summary>
    private void AddClip(GraphNode node, Affine affine)
    {
        string input = node.Input(0);
        bool relu = affine.EndsAtZero && !images.Contains(input) && !nonNegative.Contains(input);
        Emit(node with { Op = relu ? "Relu" : "Identity", Inputs = [input] });
        stored[node.Outputs[0]] = affine;
    }

    private void AddConvolution(GraphNode node)
    {
        Affine input = Read(node, 0);
        Affine weights = affines.Read(node, 4, 5);
        string name = node.Outputs[0];
        constants[$"{name}#weights"] = affines.Dequantize(node, affines.Constant(node, 3, "weights"), weights, 0);
        if (node.Input(8).Length > 0)
        {
            // The bias counts in products of an input's and a weight's unit.
            Affine product = weights with
            {
                Scale = [.. weights.Scale.Select(s => s * input.Scale[0])],
                Zero = [.. weights.Scale.Select(_ => 0L)],
            };
            constants[$"{name}#bias"] = affines.Dequantize(node, affines.Constant(node, 8, "bias"), product, 0);
        }

        string bias = node.Input(8).Length > 0 ? $"{name}#bias" : "";
        Store(node, "Conv", [node.Input(0), $"{name}#weights", bias], affines.ReadActivation(node, 6, 7));
    }

    private void AddConcat(GraphNode node)
    {
        List<string> parts = [];
        for (int i = 2; i < node.Inputs.Count; i += 3)
        {
            Read(node, i);
            parts.Add(node.Input(i));
        }

        Store(node, "Concat", parts, affines.ReadActivation(node, 0, 1));
    }

    /// <summary>Adds the fp32 operator, and the ReLU that storing its result amounts to.</summary>
    private void Store(GraphNode node, string op, IReadOnlyList<string> inputs, Affine affine)
    {
        string result = node.Outputs[0];
        string real = $"{result}#real";
        Emit(node with { Op = op, Inputs = inputs, Outputs = [real] });
        bool image = op == "Identity" && images.Contains(inputs[0]);
        bool relu = affine.EndsAtZero && !image && !nonNegative.Contains(real);
        Emit(new GraphNode($"{node.Name}#store", relu ? "Relu" : "Identity", [real], [result], new NodeAttributes()));
        stored[result] = affine;
        if (image)
        {
            images.Add(result);
        }
    }

    private void Keep(GraphNode node)
    {
        Affine[] parts = [.. node.Inputs.Where(stored.ContainsKey).Select(i => stored[i])];
        if (parts.Length > 0)
        {
            if (!Carriers.Contains(node.Op) || parts.Any(p => !p.Equals(parts[0])))
            {
                throw graph.Refuse(node, "it cannot be read together with the scale of the integers that arrive");
            }

            node.Outputs.Take(1).ToList().ForEach(o => stored[o] = parts[0]);
        }

        Emit(node.Op == "Relu" && nonNegative.Contains(node.Input(0)) ? node with { Op = "Identity" } : node);
    }

    private void Emit(GraphNode node)
    {
        nonNegative.Observe(node);
        nodes.Add(node);
        if (node.Op == "Identity" && images.Contains(node.Input(0)))
        {
            images.Add(node.Outputs[0]);
        }
    }

    /// <summary>The scale and zero point of an input, which must be those it was stored with.</summary>
    private Affine Read(GraphNode node, int input)
    {
        Affine read = affines.ReadActivation(node, input + 1, input + 2);
        return stored.TryGetValue(node.Input(input), out Affine? written) && written.Equals(read)
            ? read
            : throw graph.Refuse(
                node,
                $"it reads '{node.Input(input)}' with scale {read.Scale[0]} and zero point {read.Zero[0]}, "
                + "which is not how that was stored");
    }

    private void RequireReal(GraphNode node)
    {
        if (stored.ContainsKey(node.Input(0)))
        {
            throw graph.Refuse(node, "it quantizes what is quantized already");
        }
    }

    private void RequireChannelsFirst(GraphNode node)
    {
        if (node.Attributes.Integer("channels_last", 0) != 0)
        {
            throw graph.Refuse(node, "channels must come before rows and columns");
        }
    }
}
