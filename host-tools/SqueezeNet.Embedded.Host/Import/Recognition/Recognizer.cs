using System;
using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Import.Graphs;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Import.Recognition;

/// <summary>Maps a graph to the layers of a SqueezeNet, or names the first node that does not fit.</summary>
internal sealed class Recognizer
{
    private const int MaxFires = 31;

    private readonly Graph graph;
    private readonly GraphIndex index;

    private Recognizer(Graph graph)
    {
        this.graph = graph;
        index = new GraphIndex(graph);
    }

    /// <summary>Recognises a network whose first convolution reads its colours in the given order.</summary>
    public static RecognizedNetwork Recognize(Graph graph, int width, int height, ChannelOrder order)
    {
        int[]? swap = order == ChannelOrder.Bgr ? [2, 1, 0] : null;
        return new Recognizer(graph).Run(new Cursor(graph.Input.Name, 3, height, width, swap));
    }

    private RecognizedNetwork Run(Cursor at)
    {
        ConvolutionBlock first = ReadConvolution(at, "the first convolution").RequireRelu(graph);
        if (first.Convolution.Pad >= Math.Min(first.Convolution.KernelHeight, first.Convolution.KernelWidth))
        {
            throw graph.Refuse(first.Node, $"pad {first.Convolution.Pad} is not smaller than the kernel");
        }

        at = first.After;
        MaxPool? pool = PoolReader.Read(graph, index, ref at);
        List<Fire> fires = [];
        ConvolutionBlock next = ReadConvolution(at, "a 1x1 convolution");
        while (index.Readers(next.After.Tensor).Count > 1)
        {
            fires.Add(ReadFire(fires.Count, next, out at));
            next = ReadConvolution(at, "a 1x1 convolution");
        }

        Convolution last = new HeadReader(graph, index).Read(next);
        return fires.Count > 0
            ? new RecognizedNetwork(first.Convolution, pool, fires, last)
            : throw graph.Refuse(next.Node, "there is no Fire module before the last convolution");
    }

    private Fire ReadFire(int number, ConvolutionBlock squeeze, out Cursor at)
    {
        if (number >= MaxFires)
        {
            throw graph.Refuse(squeeze.Node, $"the network has more than {MaxFires} Fire modules");
        }

        // The first Fire module of the paper is fire2.
        Fire fire = new FireReader(graph, index).Read($"fire{number + 2}", squeeze, out at);
        return fire with { PoolAfter = PoolReader.Read(graph, index, ref at) };
    }

    private ConvolutionBlock ReadConvolution(Cursor at, string what)
    {
        return ConvolutionBlock.Read(graph, index, index.Single(at.Tensor, what), at);
    }
}
