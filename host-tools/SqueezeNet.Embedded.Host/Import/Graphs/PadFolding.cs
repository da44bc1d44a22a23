using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Host.Import.Graphs;

/// <summary>Moves the zeros that a Pad node puts around a tensor into the padding of the nodes that read it.</summary>
internal sealed class PadFolding
{
    private readonly Graph graph;
    private readonly NonNegativeTensors nonNegative = new();
    private readonly Dictionary<string, Padded> padded = [];
    private readonly List<GraphNode> nodes = [];

    private PadFolding(Graph graph)
    {
        this.graph = graph;
    }

    /// <summary>The network without its Pad nodes.</summary>
    public static Graph Run(Graph graph)
    {
        if (graph.Nodes.All(n => n.Op != "Pad"))
        {
            return graph;
        }

        PadFolding folding = new(graph);
        foreach (GraphNode node in graph.Nodes)
        {
            folding.Add(node);
        }

        return graph with { Nodes = folding.nodes };
    }

    private void Add(GraphNode node)
    {
        if (node.Op == "Pad" && node.Outputs.Count == 1)
        {
            long[] sides = Sides(node);
            if (sides.Any(s => s != 0))
            {
                padded[node.Outputs[0]] = new Padded(node, sides);
                return;
            }

            node = node with { Op = "Identity" };
        }

        foreach (string input in node.Inputs)
        {
            if (padded.TryGetValue(input, out Padded? pad))
            {
                node = Fold(node, pad);
            }
        }

        nonNegative.Observe(node);
        nodes.Add(node);
    }

    private GraphNode Fold(GraphNode node, Padded pad)
    {
        // Zeros cannot win against values that are none below zero.
        bool foldable = node.Input(0) == pad.Node.Outputs[0]
            && node.Attributes.Text("auto_pad", "NOTSET") is "" or "NOTSET" or "VALID"
            && (node.Op == "Conv" || (node.Op == "MaxPool" && nonNegative.Contains(pad.Node.Input(0))));
        if (!foldable)
        {
            throw graph.Refuse(pad.Node, $"its zeros cannot be moved into '{node.Name}' ({node.Op})");
        }

        long[] own = node.Attributes.Integers("pads") ?? [0, 0, 0, 0];
        long[] sum = own.Length == 4 ? [.. own.Zip(pad.Sides, (a, b) => a + b)] : own;
        return node with
        {
            Inputs = [pad.Node.Input(0), .. node.Inputs.Skip(1)],
            Attributes = node.Attributes.Copy().WithText("auto_pad", "NOTSET").With("pads", sum),
        };
    }

    /// <summary>Top, left, bottom, right.</summary>
    private long[] Sides(GraphNode node)
    {
        long[] given = node.Attributes.Integers("pads") ?? Constant(node, 1)?.Integers(node.Name) ?? [];
        long[] axes = Constant(node, 3)?.Integers(node.Name) ?? [0, 1, 2, 3];
        float value = Constant(node, 2)?.Floats(node.Name).FirstOrDefault() ?? node.Attributes.Real("value", 0);
        if (node.Attributes.Text("mode", "constant") != "constant" || value != 0 || given.Length != 2 * axes.Length)
        {
            throw graph.Refuse(node, "only zeros of a fixed number can be put around a tensor");
        }

        long[] sides = new long[4];
        for (int i = 0; i < given.Length; i++)
        {
            long axis = axes[i % axes.Length] < 0 ? axes[i % axes.Length] + 4 : axes[i % axes.Length];
            if (given[i] is < 0 or > ushort.MaxValue || (given[i] != 0 && axis is not (2 or 3)))
            {
                throw graph.Refuse(node, $"{given[i]} zeros along axis {axis} do not occur in a SqueezeNet");
            }

            if (axis is 2 or 3)
            {
                sides[axis - 2 + (i < axes.Length ? 0 : 2)] = given[i];
            }
        }

        return sides;
    }

    private IConstant? Constant(GraphNode node, int input)
    {
        return graph.Constants.GetValueOrDefault(node.Input(input));
    }

    private sealed record Padded(GraphNode Node, long[] Sides);
}
