using System;
using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Import.Graphs;

namespace SqueezeNet.Embedded.Host.Import.Dequantization;

/// <summary>
/// Reads a Clip between QuantizeLinear and DequantizeLinear (QCDQ), by which exporters narrow the range of integers: to
/// -127..127, or to fewer bits than a type has.
/// </summary>
internal sealed class ClipReader(Graph graph, Dictionary<string, IConstant> constants)
{
    /// <summary>Stored weights, with the integers in the range.</summary>
    public IConstant Clip(GraphNode node, IConstant weights)
    {
        (double lowest, double highest) = Range(node);
        if (weights.IntegerRange is null)
        {
            float[] values = weights.Floats(node.Name);
            return new FloatConstant(
                [.. weights.Shape], [.. values.Select(v => (float)Math.Clamp(v, lowest, highest))]);
        }

        long[] integers = weights.Integers(node.Name);
        return new IntegerConstant(
            [.. weights.Shape], [.. integers.Select(v => (long)Math.Clamp(v, lowest, highest))]);
    }

    /// <summary>
    /// How an activation is stored behind the node. A lower end at the zero point is a ReLU; one below it, and any
    /// upper end, is saturation.
    /// </summary>
    public Affine Narrow(GraphNode node, Affine stored)
    {
        (double lowest, double highest) = Range(node);
        long zero = stored.Zero[0];
        return lowest <= zero && highest > zero
            ? stored with
            {
                Lowest = (long)Math.Max(stored.Lowest, Math.Ceiling(lowest)),
                Highest = (long)Math.Min(stored.Highest, Math.Floor(highest)),
            }
            : throw graph.Refuse(
                node,
                $"it leaves the integers {lowest} to {highest}, which do not hold the zero point {zero} and more");
    }

    private (double Lowest, double Highest) Range(GraphNode node)
    {
        double lowest = Bound(node, 1, "min", double.NegativeInfinity);
        double highest = Bound(node, 2, "max", double.PositiveInfinity);
        return lowest <= highest
            ? (lowest, highest)
            : throw graph.Refuse(node, $"its range of {lowest} to {highest} is empty");
    }

    private double Bound(GraphNode node, int input, string attribute, double otherwise)
    {
        if (node.Input(input).Length == 0)
        {
            return node.Attributes.Real(attribute, float.NaN) is float given && !float.IsNaN(given) ? given : otherwise;
        }

        if (!constants.TryGetValue(node.Input(input), out IConstant? bound))
        {
            throw graph.Refuse(node, $"its {attribute} '{node.Input(input)}' is not stored in the file");
        }

        double[] values = bound.IntegerRange is null
            ? [.. bound.Floats(node.Name).Select(v => (double)v)]
            : [.. bound.Integers(node.Name).Select(v => (double)v)];
        return values.Length == 1 && !double.IsNaN(values[0])
            ? values[0]
            : throw graph.Refuse(node, $"its {attribute} is not one number");
    }
}
