using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Import.Graphs;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Import.Recognition;

/// <summary>
/// Reads simple bypasses: the input of a Fire module, added to its output (SqueezeNet's paper, section 6).
/// </summary>
internal sealed class BypassReader(Graph graph, GraphIndex index)
{
    private const string Remedy =
        "A bypass must add a Fire module's input to the output of the same module: retrain without other bypasses";

    /// <summary>Reads the convolution at a cursor, where a bypass may begin.</summary>
    public ConvolutionBlock ReadConvolution(Cursor at)
    {
        List<GraphIndex.Reader> readers = index.Readers(at.Tensor);
        List<GraphIndex.Reader> convolutions = readers.FindAll(r => r.Node.Op == "Conv");
        if (convolutions.Count > 1 && convolutions.Find(r => EndsInSum(r.Node)).Node is { } complex)
        {
            throw graph.Refuse(
                complex, "a bypass with a convolution of its own (complex bypass) is not supported", Remedy);
        }

        bool begins = readers.Count == 2 && convolutions.Count == 1 && readers.Exists(r => IsSum(r.Node));
        GraphIndex.Reader reader = begins ? convolutions[0] : index.Single(at.Tensor, "a 1x1 convolution");
        return ConvolutionBlock.Read(graph, index, reader, at);
    }

    /// <summary>Moves a cursor behind the sum of a Fire module's output and its input, where there is one.</summary>
    /// <param name="before">The module before, null for conv1.</param>
    /// <param name="input">Where the module begins.</param>
    /// <param name="at">Where its concatenation ends.</param>
    public Fire Read(Fire fire, Fire? before, Cursor input, ref Cursor at)
    {
        List<GraphIndex.Reader> readers = index.Readers(at.Tensor);
        GraphNode? sum = readers.Count == 1 && IsSum(readers[0].Node) ? readers[0].Node : null;
        GraphNode? begun = Sum(input);
        if (sum is null && begun is null)
        {
            return fire;
        }

        if (sum != begun || sum!.Inputs.Count != 2 || sum.Outputs.Count != 1)
        {
            throw graph.Refuse(
                sum ?? begun!, $"only the input of {fire.Name} itself may be added to its output", Remedy);
        }

        RequireSame(sum, fire, before, input, at);
        at = at with { Tensor = AfterRelu(sum) };
        return fire with { HasBypass = true };
    }

    /// <summary>Refuses a bypass that begins where no Fire module does.</summary>
    public void RequireNone(Cursor at)
    {
        if (Sum(at) is { } sum)
        {
            throw graph.Refuse(sum, "a bypass begins behind the last Fire module", Remedy);
        }
    }

    private void RequireSame(GraphNode sum, Fire fire, Fire? before, Cursor input, Cursor at)
    {
        if (input.Channels != at.Channels)
        {
            throw graph.Refuse(sum, $"it adds {input.Channels} channels to the {at.Channels} of {fire.Name}", Remedy);
        }

        if (!Order(input).SequenceEqual(Order(at)))
        {
            throw graph.Refuse(
                sum, $"{fire.Name} and what is added to it are concatenated in different orders", "Export both alike");
        }

        if (!SharedTensors.CanShare(before, fire))
        {
            string first = before is null ? "conv1" : $"{before.Name} ({before.Expand1x1.OutChannels} + "
                + $"{before.Expand3x3.OutChannels} channels)";
            throw graph.Refuse(
                sum,
                $"{first} and {fire.Name} ({fire.Expand1x1.OutChannels} + {fire.Expand3x3.OutChannels} channels) are "
                + "concatenated at different channels",
                "Give both as many expand1x1 channels, or multiples of 16");
        }
    }

    private static IEnumerable<int> Order(Cursor at)
    {
        return at.Order ?? Enumerable.Range(0, at.Channels);
    }

    private GraphNode? Sum(Cursor at)
    {
        return index.Readers(at.Tensor).Select(r => r.Node).FirstOrDefault(IsSum);
    }

    /// <summary>Both terms are rectified already, so a ReLU behind the sum changes nothing.</summary>
    private string AfterRelu(GraphNode sum)
    {
        List<GraphIndex.Reader> readers = index.Readers(sum.Outputs[0]);
        bool isRelu = readers.Count == 1 && readers[0].Node.Op == "Relu" && readers[0].Node.Outputs.Count == 1;
        return isRelu ? readers[0].Node.Outputs[0] : sum.Outputs[0];
    }

    /// <summary>Whether a convolution is added to something, directly or behind its ReLU.</summary>
    private bool EndsInSum(GraphNode convolution)
    {
        IEnumerable<GraphNode> readers = convolution.Outputs.SelectMany(index.Readers).Select(r => r.Node);
        return readers.Any(r => IsSum(r)
            || (r.Op == "Relu" && r.Outputs.SelectMany(index.Readers).Any(behind => IsSum(behind.Node))));
    }

    private static bool IsSum(GraphNode node)
    {
        return node.Op is "Add" or "Sum";
    }
}
