using System;
using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Import.Graphs;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Import.Recognition;

/// <summary>A convolution with what belongs to it: a folded batch normalization and its ReLU.</summary>
/// <param name="After">The place behind it.</param>
internal sealed record ConvolutionBlock(GraphNode Node, Convolution Convolution, Cursor After, bool HasRelu)
{
    /// <summary>Reads the convolution at a cursor and the nodes after it that belong to it.</summary>
    public static ConvolutionBlock Read(Graph graph, GraphIndex index, GraphIndex.Reader reader, Cursor at)
    {
        if (reader.Node.Op != "Conv")
        {
            throw graph.Refuse(reader.Node, "a convolution was expected here");
        }

        ConvolutionReader weights = new(graph);
        Convolution conv = weights.Read(reader, at);
        string tensor = reader.Node.Outputs[0];
        if (Follower(index, tensor, "BatchNormalization") is { } normalization)
        {
            conv = Fold(graph, weights, conv, normalization);
            tensor = normalization.Outputs[0];
        }

        GraphNode? relu = Follower(index, tensor, "Relu");
        tensor = relu?.Outputs[0] ?? tensor;
        Cursor after = new(
            tensor,
            conv.OutChannels,
            Size(at.Height, conv.KernelHeight, conv),
            Size(at.Width, conv.KernelWidth, conv));
        return new ConvolutionBlock(reader.Node, conv, after, relu is not null);
    }

    /// <summary>This block, if a ReLU follows the convolution.</summary>
    public ConvolutionBlock RequireRelu(Graph graph)
    {
        return HasRelu ? this : throw graph.Refuse(Node, "no ReLU follows this convolution");
    }

    private static int Size(int size, int kernel, Convolution conv)
    {
        return ((size + (2 * conv.Pad) - kernel) / conv.Stride) + 1;
    }

    private static GraphNode? Follower(GraphIndex index, string tensor, string op)
    {
        List<GraphIndex.Reader> all = index.Readers(tensor);
        if (all.Count != 1)
        {
            return null;
        }

        (GraphNode node, string via) = all[0];
        return node.Op == op && node.Input(0) == via && node.Outputs.Count > 0 ? node : null;
    }

    private static Convolution Fold(Graph graph, ConvolutionReader reader, Convolution conv, GraphNode node)
    {
        float[] scale = reader.PerChannel(node, 1, "scale", conv.OutChannels);
        float[] shift = reader.PerChannel(node, 2, "shift", conv.OutChannels);
        float[] mean = reader.PerChannel(node, 3, "mean", conv.OutChannels);
        float[] variance = reader.PerChannel(node, 4, "variance", conv.OutChannels);
        double epsilon = node.Attributes.Real("epsilon", 1e-5f);
        int taps = conv.Weights.Length / conv.OutChannels;
        float[] weights = new float[conv.Weights.Length];
        float[] bias = new float[conv.OutChannels];
        for (int o = 0; o < bias.Length; o++)
        {
            double factor = scale[o] / Math.Sqrt(variance[o] + epsilon);
            bias[o] = (float)(((conv.Bias[o] - mean[o]) * factor) + shift[o]);
            for (int i = o * taps; i < (o + 1) * taps; i++)
            {
                weights[i] = (float)(conv.Weights[i] * factor);
            }
        }

        return weights.Concat(bias).All(float.IsFinite)
            ? conv with { Weights = weights, Bias = bias }
            : throw graph.Refuse(node, "folding it into the convolution gives infinite weights");
    }
}
