using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Import.Graphs;
using SqueezeNet.Embedded.Host.Import.Sources;

namespace SqueezeNet.Embedded.Host.Import.Caffe;

/// <summary>
/// Puts Caffe layers together: a blob may be overwritten in place, and shapes follow from the layers.
/// </summary>
internal sealed class CaffeBuilder
{
    private const int MaxWeights = 1 << 26;

    private readonly string file;
    private readonly GraphInput input;
    private readonly List<GraphNode> nodes = [];
    private readonly List<CaffeConvolution> convolutions = [];
    private readonly Dictionary<string, (string Tensor, int Channels)> blobs = [];
    private long weights;

    public CaffeBuilder(string file, GraphInput input)
    {
        this.file = file;
        this.input = input;
        blobs[input.Name] = (input.Name, input.Channels ?? 3);
    }

    /// <summary>
    /// Adds a layer without weights; its result has the channels of all its inputs if it concatenates.
    /// </summary>
    public void Add(string name, string op, string[] bottoms, string[] tops, NodeAttributes attributes)
    {
        (string Tensor, int Channels)[] inputs = [.. bottoms.Select(b => Blob(name, b))];
        int channels = op == "Concat" ? inputs.Sum(i => i.Channels) : inputs.FirstOrDefault().Channels;
        AddNode(name, op, [.. inputs.Select(i => i.Tensor)], tops, attributes, channels);
    }

    /// <summary>Names a data layer's outputs beside the image; nothing that matters reads them.</summary>
    public void AddLabels(IEnumerable<string> tops)
    {
        foreach (string top in tops)
        {
            blobs[top] = (top, 0);
        }
    }

    /// <summary>Gives a blob more names.</summary>
    public void AddAliases(string name, string[] bottoms, string[] tops)
    {
        (string, int) blob = Blob(name, bottoms.FirstOrDefault() ?? "");
        foreach (string top in tops)
        {
            blobs[top] = blob;
        }
    }

    /// <summary>Adds a convolution.</summary>
    public void AddConvolution(
        string name, string bottom, string top, int[] shape, bool bias, NodeAttributes attributes)
    {
        (string tensor, int channels) = Blob(name, bottom);
        weights += (long)channels * shape[0] * shape[1] * shape[2];
        if (weights > MaxWeights)
        {
            throw new ImportException(file, "the network is too large for a SqueezeNet", Remedies.FixPrototxt, name);
        }

        CaffeConvolution layer = new(name, shape[0], channels, shape[1], shape[2], bias)
        {
            WeightsTensor = $"{nodes.Count}.weight",
            BiasTensor = $"{nodes.Count}.bias",
        };
        convolutions.Add(layer);
        string[] inputs = [tensor, layer.WeightsTensor, bias ? layer.BiasTensor : ""];
        AddNode(name, "Conv", inputs, [top], attributes, shape[0]);
    }

    /// <summary>The finished network.</summary>
    public CaffeNetwork Build() => new(input, nodes, convolutions, InputDefaults.Caffe);

    private void AddNode(
        string name, string op, string[] inputs, string[] tops, NodeAttributes attributes, int channels)
    {
        List<string> outputs = [];
        foreach (string top in tops)
        {
            // Every writer of a blob gets a tensor of its own.
            string tensor = $"{nodes.Count}.{outputs.Count}.{top}";
            blobs[top] = (tensor, channels);
            outputs.Add(tensor);
        }

        nodes.Add(new GraphNode(name, op, inputs, outputs, attributes));
    }

    private (string Tensor, int Channels) Blob(string layer, string name)
    {
        return blobs.TryGetValue(name, out (string, int) blob)
            ? blob
            : throw new ImportException(file, $"no layer before it has the top '{name}'", Remedies.FixPrototxt, layer);
    }
}
