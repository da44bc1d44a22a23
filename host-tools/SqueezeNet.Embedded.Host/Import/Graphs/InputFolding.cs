using System;
using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Import.Sources;

namespace SqueezeNet.Embedded.Host.Import.Graphs;

/// <summary>
/// Takes the arithmetic between the input and the first convolution out of a network, as exporters leave it there when
/// the network itself normalizes its image: Cast, Sub, Div, Mul, Add, and DequantizeLinear of uint8.
/// </summary>
internal sealed class InputFolding
{
    private const int Channels = 3;

    private readonly Graph graph;
    private readonly HashSet<GraphNode> folded = [];
    private readonly double[] scale = [1, 1, 1];
    private readonly double[] shift = new double[Channels];
    private bool isReal;

    private InputFolding(Graph graph)
    {
        this.graph = graph;
        isReal = !graph.Input.IsBytes;
    }

    /// <summary>The network without that arithmetic, which its input tells instead.</summary>
    public static Graph Run(Graph graph)
    {
        InputFolding folding = new(graph);
        string tensor = graph.Input.Name;
        GraphNode? last = null;
        while (folding.Next(tensor) is { } node && folding.Fold(node, tensor))
        {
            folding.folded.Add(node);
            last = node.Op is "Cast" or "Identity" ? last : node;
            tensor = node.Outputs[0];
        }

        folding.RequireReal(tensor);
        return graph with
        {
            Nodes = [.. graph.Nodes.Select(n => folding.folded.Contains(n) ? Identity(n, graph.Constants) : n)],
            Input = graph.Input with
            {
                Map = last is null ? null : new InputMap(folding.scale, folding.shift, last.Name),
            },
        };
    }

    private GraphNode? Next(string tensor)
    {
        GraphNode[] readers = [.. graph.Nodes.Where(n => n.Op != "Shape" && n.Inputs.Contains(tensor))];
        return readers.Length == 1 && readers[0].Outputs.Count == 1 ? readers[0] : null;
    }

    private static GraphNode Identity(GraphNode node, IReadOnlyDictionary<string, IConstant> constants)
    {
        return node with { Op = "Identity", Inputs = [node.Inputs.First(i => !constants.ContainsKey(i))] };
    }

    private bool Fold(GraphNode node, string tensor)
    {
        bool isFirst = node.Input(0) == tensor;
        switch (node.Op)
        {
            case "Identity":
                return true;
            case "Cast" when Casts.IsToReal(node):
                isReal = true;
                return true;
            case "DequantizeLinear" when !isReal:
                isReal = true;
                return Dequantize(node);
            case "Add" or "Mul" when isReal && Operand(node, isFirst ? 1 : 0) is { } operand:
                return Apply(node, operand, node.Op);
            case "Sub" or "Div" when isReal && isFirst && Operand(node, 1) is { } operand:
                return Apply(node, operand, node.Op);
            default:
                return false;
        }
    }

    private bool Dequantize(GraphNode node)
    {
        double[]? unit = Operand(node, 1);
        double[] zero = node.Input(2).Length == 0 ? new double[Channels] : Integer(node, 2);
        return unit is not null && Apply(node, zero, "Sub") && Apply(node, unit, "Mul");
    }

    private double[] Integer(GraphNode node, int input)
    {
        long[]? values = graph.Constants.GetValueOrDefault(node.Input(input))?.Integers(node.Name);
        return values is { Length: 1 }
            ? [.. Enumerable.Repeat((double)values[0], Channels)]
            : throw graph.Refuse(node, "it must have one zero point, stored in the file");
    }

    /// <summary>A constant: one number for all channels, or one for each; null for anything else.</summary>
    private double[]? Operand(GraphNode node, int input)
    {
        if (!graph.Constants.TryGetValue(node.Input(input), out IConstant? constant))
        {
            return null;
        }

        float[] values = constant.Floats(node.Name);
        bool perChannel = values.Length == Channels && constant.Shape.Count >= Channels
            && constant.Shape[^Channels] == Channels;
        return values.Length == 1
            ? [.. Enumerable.Repeat((double)values[0], Channels)]
            : perChannel ? [.. values.Select(v => (double)v)] : null;
    }

    private bool Apply(GraphNode node, double[] operand, string op)
    {
        for (int c = 0; c < Channels; c++)
        {
            (scale[c], shift[c]) = op switch
            {
                "Add" => (scale[c], shift[c] + operand[c]),
                "Sub" => (scale[c], shift[c] - operand[c]),
                "Mul" => (scale[c] * operand[c], shift[c] * operand[c]),
                _ => (scale[c] / operand[c], shift[c] / operand[c]),
            };
            if (!(scale[c] > 0) || !double.IsFinite(scale[c]) || !double.IsFinite(shift[c]))
            {
                throw graph.Refuse(
                    node, "it makes of the image's values what no mean and std can", Remedies.FloatInput);
            }
        }

        return true;
    }

    private void RequireReal(string tensor)
    {
        if (!isReal)
        {
            string node = graph.Nodes.FirstOrDefault(n => n.Inputs.Contains(tensor))?.Name ?? tensor;
            throw new ImportException(
                graph.File,
                $"input '{graph.Input.Name}' has element type uint8, and no Cast or DequantizeLinear follows it",
                Remedies.FloatInput,
                node);
        }
    }
}
