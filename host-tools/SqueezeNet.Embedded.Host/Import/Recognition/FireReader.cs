using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Import.Graphs;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Import.Recognition;

/// <summary>Reads a Fire module behind its squeeze convolution.</summary>
internal sealed class FireReader(Graph graph, GraphIndex index)
{
    /// <summary>Reads both expand convolutions and their concatenation; the cursor moves behind it.</summary>
    public Fire Read(string name, ConvolutionBlock squeeze, out Cursor after)
    {
        squeeze.RequireRelu(graph);
        RequirePlain(squeeze, 1, 0, "squeeze");
        ConvolutionBlock[] expands = ReadExpands(squeeze.After);
        ConvolutionBlock small = expands[0];
        ConvolutionBlock large = expands[1];
        RequirePlain(small, 1, 0, "expand1x1");
        RequirePlain(large, 3, 1, "expand3x3");
        GraphIndex.Reader first = index.Single(small.After.Tensor, "the concatenation of a Fire module");
        GraphIndex.Reader second = index.Single(large.After.Tensor, "the concatenation of a Fire module");
        bool swapped = CheckConcat(first, second);
        after = small.After with
        {
            Tensor = AfterRelu(small, large, first.Node),
            Channels = small.After.Channels + large.After.Channels,
            Order = swapped ? SwapOrder(small.After.Channels, large.After.Channels) : null,
        };
        return new Fire(name, squeeze.Convolution, small.Convolution, large.Convolution, null);
    }

    /// <summary>The 1x1 convolution first.</summary>
    private ConvolutionBlock[] ReadExpands(Cursor at)
    {
        List<GraphIndex.Reader> readers = index.Readers(at.Tensor);
        GraphNode? other = readers.Select(r => r.Node).FirstOrDefault(n => n.Op != "Conv");
        GraphNode? odd = other ?? readers.ElementAtOrDefault(2).Node;
        if (odd is not null)
        {
            const string Problem = "only the two expand convolutions of a Fire module may follow a squeeze convolution";
            throw graph.Refuse(odd, Problem);
        }

        IEnumerable<ConvolutionBlock> blocks = readers.Select(r => ConvolutionBlock.Read(graph, index, r, at));
        return [.. blocks.OrderBy(b => b.Convolution.KernelHeight)];
    }

    private void RequirePlain(ConvolutionBlock block, int kernel, int pad, string role)
    {
        Convolution conv = block.Convolution;
        if (conv.KernelHeight != kernel || conv.KernelWidth != kernel || conv.Stride != 1 || conv.Pad != pad)
        {
            string found = $"{conv.KernelHeight}x{conv.KernelWidth}, stride {conv.Stride}, pad {conv.Pad}";
            string wanted = $"{kernel}x{kernel}, stride 1, pad {pad}";
            throw graph.Refuse(block.Node, $"as {role} of a Fire module it must be {wanted}, not {found}");
        }
    }

    /// <summary>Whether the larger kernel comes first.</summary>
    private bool CheckConcat(GraphIndex.Reader small, GraphIndex.Reader large)
    {
        GraphNode node = small.Node;
        if (node != large.Node || node.Op != "Concat" || node.Inputs.Count != 2 || node.Outputs.Count != 1)
        {
            GraphNode odd = node.Op == "Concat" ? large.Node : node;
            throw graph.Refuse(
                odd, "the two expand convolutions of a Fire module must end in one concatenation of both");
        }

        long axis = node.Attributes.Integer("axis", 1);
        return axis is 1 or -3
            ? node.Inputs[0] == large.Via
            : throw graph.Refuse(node, $"a Fire module is concatenated along the channels, not along axis {axis}");
    }

    /// <summary>ReLU may stand in front of the concatenation, on both sides, or behind it.</summary>
    private string AfterRelu(ConvolutionBlock small, ConvolutionBlock large, GraphNode concat)
    {
        if (small.HasRelu || large.HasRelu)
        {
            small.RequireRelu(graph);
            large.RequireRelu(graph);
            return concat.Outputs[0];
        }

        GraphNode node = index.Single(concat.Outputs[0], "a ReLU").Node;
        return node.Op == "Relu" && node.Outputs.Count == 1
            ? node.Outputs[0]
            : throw graph.Refuse(small.Node, "no ReLU follows this convolution or its concatenation");
    }

    private static int[] SwapOrder(int small, int large)
    {
        return [.. Enumerable.Range(large, small), .. Enumerable.Range(0, large)];
    }
}
