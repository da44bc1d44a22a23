using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Import.Graphs;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Import.Recognition;

/// <summary>
/// Checks the end of the network: the last convolution, with or without ReLU, the average, and reshapes without effect.
/// </summary>
internal sealed class HeadReader(Graph graph, GraphIndex index)
{
    private const int MaxPad = 4;

    private static readonly string[] TailOps = ["Flatten", "Reshape", "Squeeze", "Softmax", "LogSoftmax"];

    /// <summary>The last convolution.</summary>
    public Convolution Read(ConvolutionBlock block)
    {
        GraphIndex.Reader reader = index.Single(block.After.Tensor, "the average pool over the whole image");
        if (reader.Node.Op == "Conv")
        {
            throw graph.Refuse(
                reader.Node,
                $"it is the only convolution after '{block.Node.Name}': two (1x1 and 3x3) make a Fire module, "
                + "an average pool ends the network");
        }

        RequireAverage(reader.Node, block.After);
        RequirePointwise(block);
        CheckTail(reader.Node.Outputs[0]);
        return block.Convolution;
    }

    private void RequirePointwise(ConvolutionBlock block)
    {
        Convolution conv = block.Convolution;
        if (conv.KernelHeight != 1 || conv.KernelWidth != 1 || conv.Stride != 1 || conv.Pad > MaxPad)
        {
            string found = $"{conv.KernelHeight}x{conv.KernelWidth}, stride {conv.Stride}, pad {conv.Pad}";
            throw graph.Refuse(block.Node, $"the last convolution must be 1x1, stride 1, pad 0..{MaxPad}, not {found}");
        }
    }

    private void RequireAverage(GraphNode node, Cursor at)
    {
        bool whole = node.Op switch
        {
            "GlobalAveragePool" => true,
            "AveragePool" => CoversAll(node, at),
            "ReduceMean" => Axes(node).Select(a => a < 0 ? a + 4 : a).Order().SequenceEqual([2L, 3L]),
            _ => throw graph.Refuse(
                node, "the average pool over the whole image was expected after the last convolution"),
        };
        if (!whole || node.Outputs.Count != 1)
        {
            throw graph.Refuse(node, $"it must average over the whole {at.Width} x {at.Height} tensor");
        }
    }

    private bool CoversAll(GraphNode node, Cursor at)
    {
        // A single position has no use for a stride; MXNet writes the kernel's size.
        int[] kernel = NodeGeometry.Values(graph, node, "kernel_shape", [0, 0]);
        int[] pads = NodeGeometry.Values(graph, node, "pads", [0, 0, 0, 0]);
        bool dilated = NodeGeometry.Values(graph, node, "dilations", [1, 1]).Any(d => d != 1);
        bool padded = pads.Any(p => p != 0)
            || node.Attributes.Text("auto_pad", "NOTSET") is "SAME_UPPER" or "SAME_LOWER";
        return kernel[0] == at.Height && kernel[1] == at.Width && !padded && !dilated;
    }

    private long[] Axes(GraphNode node)
    {
        return graph.Constants.TryGetValue(node.Input(1), out IConstant? axes)
            ? axes.Integers(node.Name)
            : node.Attributes.Integers("axes") ?? [];
    }

    private void CheckTail(string tensor)
    {
        List<GraphIndex.Reader> readers = index.Readers(tensor);
        while (readers.Count > 0)
        {
            GraphNode node = index.Single(tensor, "the end of the network").Node;
            if (!TailOps.Contains(node.Op) || node.Outputs.Count != 1)
            {
                throw graph.Refuse(node, "the network must end after the average pool");
            }

            tensor = node.Outputs[0];
            readers = index.Readers(tensor);
        }
    }
}
