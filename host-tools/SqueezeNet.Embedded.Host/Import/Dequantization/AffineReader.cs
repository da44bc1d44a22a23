using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Import.Graphs;
using SqueezeNet.Embedded.Host.Import.Sources;

namespace SqueezeNet.Embedded.Host.Import.Dequantization;

/// <summary>Reads scales and zero points from a node's inputs, and the constants stored with them.</summary>
internal sealed class AffineReader(Graph graph, Dictionary<string, IConstant> constants)
{
    /// <summary>
    /// The scale and zero point that stand at two inputs; a zero point left out is 0 of the type uint8.
    /// </summary>
    public Affine Read(GraphNode node, int scaleInput, int zeroInput)
    {
        float[] scale = Constant(node, scaleInput, "scale").Floats(node.Name);
        if (scale.Length == 0 || scale.Any(s => !float.IsFinite(s) || s <= 0))
        {
            throw graph.Refuse(node, "a scale is not a positive number", Remedies.Damaged);
        }

        if (node.Input(zeroInput).Length == 0)
        {
            return new Affine(scale, [.. scale.Select(_ => 0L)], byte.MinValue, byte.MaxValue);
        }

        IConstant stored = Constant(node, zeroInput, "zero point");
        long[] zero = stored.Integers(node.Name);
        (long lowest, long highest) = stored.IntegerRange ?? (byte.MinValue, byte.MaxValue);
        return zero.Length == scale.Length
            ? new Affine(scale, zero, lowest, highest)
            : throw graph.Refuse(node, $"it has {scale.Length} scales and {zero.Length} zero points", Remedies.Damaged);
    }

    /// <summary>The scale and zero point of an activation: one for all channels.</summary>
    public Affine ReadActivation(GraphNode node, int scaleInput, int zeroInput)
    {
        Affine affine = Read(node, scaleInput, zeroInput);
        return affine.Scale.Length == 1
            ? affine
            : throw graph.Refuse(node, $"an activation has {affine.Scale.Length} scales, not one");
    }

    /// <summary>A stored integer tensor as real numbers.</summary>
    public FloatConstant Dequantize(GraphNode node, IConstant stored, Affine affine, long axis)
    {
        int channels = Channels(node, stored, affine, ref axis);
        float[] values = affine.ToReal(stored.Integers(node.Name), stored.Shape, channels);
        return new FloatConstant([.. stored.Shape], values);
    }

    /// <summary>A stored fp32 tensor as integers.</summary>
    public FloatConstant Quantize(GraphNode node, IConstant stored, Affine affine, long axis)
    {
        int channels = Channels(node, stored, affine, ref axis);
        return new FloatConstant(
            [.. stored.Shape], affine.ToIntegers(stored.Floats(node.Name), stored.Shape, channels));
    }

    /// <summary>A constant input.</summary>
    public IConstant Constant(GraphNode node, int input, string what)
    {
        return constants.TryGetValue(node.Input(input), out IConstant? constant)
            ? constant
            : throw graph.Refuse(node, $"its {what} '{node.Input(input)}' is not stored in the file");
    }

    private int Channels(GraphNode node, IConstant stored, Affine affine, ref long axis)
    {
        axis = axis < 0 ? axis + stored.Shape.Count : axis;
        int scales = affine.Scale.Length;
        return scales == 1 || (axis >= 0 && axis < stored.Shape.Count && stored.Shape[(int)axis] == scales)
            ? (int)axis
            : throw graph.Refuse(
                node, $"{scales} scales do not fit a tensor of {string.Join(" x ", stored.Shape.Take(8))}");
    }
}
