using System;
using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Import.Graphs;
using SqueezeNet.Embedded.Host.Import.Sources;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Import.Recognition;

/// <summary>Reads one convolution with its weights and checks it against the place where it stands.</summary>
internal sealed class ConvolutionReader(Graph graph)
{
    private const int MaxChannels = 4096;
    private const int MaxKernel = 11;
    private const int MaxTaps = 65536;

    /// <summary>Reads the convolution that stands at the cursor.</summary>
    public Convolution Read(GraphIndex.Reader reader, Cursor at)
    {
        GraphNode node = reader.Node;
        if (node.Input(0) != reader.Via || node.Outputs.Count != 1)
        {
            throw graph.Refuse(node, "its image and its weights are exchanged, or it has no single output");
        }

        IConstant weights = Constant(node, 1, "weights");
        int[] shape = Shape(node, weights, at);
        NodeGeometry geometry = NodeGeometry.Read(graph, node, shape[2], shape[3], at);
        Check(node, geometry, shape, at);
        float[] values = Permute(Finite(node, weights.Floats(node.Name), "weights"), shape, at.Order);
        return new Convolution(
            node.Name, shape[0], shape[1], new Geometry(shape[2], shape[3], geometry.Stride, geometry.Top), values,
            Bias(node, shape[0]));
    }

    /// <summary>The values of a constant input with one number per channel.</summary>
    public float[] PerChannel(GraphNode node, int input, string what, int channels)
    {
        float[] values = Finite(node, Constant(node, input, what).Floats(node.Name), what);
        return values.Length == channels
            ? values
            : throw graph.Refuse(node, $"{what} has {values.Length} values for {channels} channels");
    }

    private IConstant Constant(GraphNode node, int input, string what)
    {
        return graph.Constants.TryGetValue(node.Input(input), out IConstant? constant)
            ? constant
            : throw graph.Refuse(
                node, $"its {what} '{node.Input(input)}' are not stored in the file", Remedies.StoreWeights);
    }

    private int[] Shape(GraphNode node, IConstant weights, Cursor at)
    {
        IReadOnlyList<long> dims = weights.Shape;
        if (dims.Count != 4 || dims.Any(d => d is < 1 or > int.MaxValue))
        {
            throw graph.Refuse(node, $"its weights have shape {string.Join(" x ", dims.Take(8))}, not four dimensions");
        }

        int[] shape = [.. dims.Select(d => (int)d)];
        long group = node.Attributes.Integer("group", 1);
        if (group != 1)
        {
            throw graph.Refuse(node, $"a convolution in {group} groups does not occur in a SqueezeNet");
        }

        return shape[1] == at.Channels
            ? shape
            : throw graph.Refuse(node, $"its weights are for {shape[1]} input channels, but {at.Channels} arrive");
    }

    private void Check(GraphNode node, NodeGeometry geometry, int[] shape, Cursor at)
    {
        int[] kernel = NodeGeometry.Values(graph, node, "kernel_shape", [shape[2], shape[3]]);
        string? problem = 0 switch
        {
            _ when kernel[0] != shape[2] || kernel[1] != shape[3] =>
                "kernel_shape differs from the shape of its weights",
            _ when shape[0] > MaxChannels => $"{shape[0]} output channels exceed {MaxChannels}",
            _ when shape[2] > MaxKernel || shape[3] > MaxKernel =>
                $"a {shape[2]} x {shape[3]} kernel exceeds {MaxKernel}",
            _ when (long)shape[1] * shape[2] * shape[3] > MaxTaps => $"more than {MaxTaps} weights per output channel",
            _ when !geometry.IsSymmetric =>
                $"pads {geometry.Top}, {geometry.Left}, {geometry.Bottom}, {geometry.Right} differ between the sides",
            _ when at.Height + (2 * geometry.Top) < shape[2] || at.Width + (2 * geometry.Top) < shape[3] =>
                $"its kernel does not fit into the {at.Width} x {at.Height} tensor that arrives",
            _ => null,
        };
        if (problem is not null)
        {
            throw graph.Refuse(node, problem);
        }
    }

    private float[] Bias(GraphNode node, int channels)
    {
        return node.Input(2).Length == 0 ? new float[channels] : PerChannel(node, 2, "bias", channels);
    }

    private float[] Finite(GraphNode node, float[] values, string what)
    {
        int bad = Array.FindIndex(values, v => !float.IsFinite(v));
        return bad < 0
            ? values
            : throw graph.Refuse(node, $"{what}[{bad}] is {values[bad]}", "Train or export the model again");
    }

    private static float[] Permute(float[] weights, int[] shape, int[]? order)
    {
        if (order is null)
        {
            return weights;
        }

        int kernel = shape[2] * shape[3];
        float[] result = new float[weights.Length];
        for (int target = 0; target < shape[0] * shape[1]; target++)
        {
            int source = target - (target % shape[1]) + order[target % shape[1]];
            Array.Copy(weights, source * kernel, result, target * kernel, kernel);
        }

        return result;
    }
}
