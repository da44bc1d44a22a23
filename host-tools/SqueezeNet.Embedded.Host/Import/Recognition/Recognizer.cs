using System;
using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Import.Graphs;
using SqueezeNet.Embedded.Host.Import.Sources;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Import.Recognition;

/// <summary>Maps a graph to the layers of a SqueezeNet, or names the first node that does not fit.</summary>
internal sealed class Recognizer
{
    private const int MaxFires = 31;

    private readonly Graph graph;
    private readonly GraphIndex index;
    private readonly BypassReader bypasses;

    private Recognizer(Graph graph)
    {
        this.graph = graph;
        index = new GraphIndex(graph);
        bypasses = new BypassReader(graph, index);
    }

    /// <summary>Recognises a network whose first convolution reads its colours in the given order.</summary>
    public static RecognizedNetwork Recognize(Graph graph, int width, int height, ChannelOrder order)
    {
        int[]? swap = order == ChannelOrder.Bgr ? [2, 1, 0] : null;
        return new Recognizer(graph).Run(new Cursor(graph.Input.Name, 3, height, width, swap));
    }

    private RecognizedNetwork Run(Cursor at)
    {
        GraphIndex.Reader reader = index.Single(at.Tensor, "the first convolution");
        ConvolutionBlock first = ConvolutionBlock.Read(graph, index, reader, at).RequireRelu(graph);
        if (first.Convolution.Pad >= Math.Min(first.Convolution.KernelHeight, first.Convolution.KernelWidth))
        {
            throw graph.Refuse(first.Node, $"pad {first.Convolution.Pad} is not smaller than the kernel");
        }

        at = first.After;
        MaxPool? pool = PoolReader.Read(graph, index, ref at);
        List<Fire> fires = [];
        ConvolutionBlock next = bypasses.ReadConvolution(at);
        while (index.Readers(next.After.Tensor).Count > 1)
        {
            fires.Add(ReadFire(fires, next, ref at));
            next = bypasses.ReadConvolution(at);
        }

        bypasses.RequireNone(at);
        Convolution last = new HeadReader(graph, index).Read(next);
        return fires.Count > 0
            ? new RecognizedNetwork(first.Convolution, pool, fires, last, next.HasRelu)
            : throw graph.Refuse(next.Node, "there is no Fire module before the last convolution");
    }

    private Fire ReadFire(List<Fire> fires, ConvolutionBlock squeeze, ref Cursor at)
    {
        Cursor input = at;
        if (fires.Count >= MaxFires)
        {
            throw graph.Refuse(squeeze.Node, $"the network has more than {MaxFires} Fire modules");
        }

        // The first Fire module of the paper is fire2.
        Fire fire = new FireReader(graph, index).Read($"fire{fires.Count + 2}", squeeze, out at);
        fire = bypasses.Read(fire, fires.LastOrDefault(), input, ref at);
        return fire with { PoolAfter = PoolReader.Read(graph, index, ref at) };
    }
}
