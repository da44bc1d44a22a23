using System;
using System.Collections.Generic;
using System.Linq;
using Google.Protobuf;
using SqueezeNet.Embedded.Host.Import.Graphs;
using SqueezeNet.Embedded.Host.Import.Sources;

namespace SqueezeNet.Embedded.Host.Import.Caffe;

/// <summary>
/// Reads a caffemodel: the message NetParameter with the weights in its layers, in the format with 'layer' or the older
/// one with 'layers'. Layers are matched by name with those of the prototxt, or of the model itself.
/// </summary>
internal sealed class CaffeModelReader
{
    private readonly string file;
    private readonly Dictionary<string, IReadOnlyList<BlobProto>> blobs = [];

    private CaffeModelReader(string file, NetParameter net)
    {
        this.file = file;
        IEnumerable<(string Name, IReadOnlyList<BlobProto> Blobs)> layers =
            [.. net.Layer.Select(l => (l.Name, l.Blobs)), .. net.Layers.Select(l => (l.Name, l.Blobs))];
        foreach ((string name, IReadOnlyList<BlobProto> weights) in layers.Where(l => l.Blobs.Count > 0))
        {
            if (!blobs.TryAdd(name, weights))
            {
                throw new ImportException(file, "two layers with weights have this name", Remedies.Damaged, name);
            }
        }
    }

    /// <summary>The network with its weights, and how its images are prepared.</summary>
    public static (Graph Graph, InputDefaults Defaults) Read(SourceFile source, string? prototxt)
    {
        NetParameter net = Parse(source);
        CaffeModelReader weights = new(source.Path, net);
        CaffeNetwork network = prototxt is null
            ? CaffeReader.Read(source.Path, CaffeModelText.Show(source.Path, net))
            : CaffeReader.Read(prototxt);
        Dictionary<string, IConstant> constants = [];
        foreach (CaffeConvolution layer in network.Convolutions)
        {
            weights.Add(layer, constants);
        }

        return (new Graph(source.Path, network.Input, [], network.Nodes, constants), network.Defaults);
    }

    private static NetParameter Parse(SourceFile source)
    {
        using CodedInputStream input = new(source.Bytes);
        try
        {
            NetParameter net = NetParameter.Parser.WithDiscardUnknownFields(true).ParseFrom(input);
            return net.Layer.Count + net.Layers.Count > 0
                ? net
                : throw new ImportException(
                    source.Path, "there are no layers in this file", Remedies.Damaged, null, source.Bytes.Length);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new ImportException(
                source.Path, "this is not a complete Caffe model", Remedies.Damaged, null, input.Position, e);
        }
    }

    private void Add(CaffeConvolution layer, Dictionary<string, IConstant> constants)
    {
        IReadOnlyList<BlobProto> stored = blobs.GetValueOrDefault(layer.Name)
            ?? throw Refuse(layer, "the model has no weights for this layer");
        if (stored.Count != (layer.HasBias ? 2 : 1))
        {
            throw Refuse(
                layer,
                $"the model has {stored.Count} blobs for it, "
                + $"{(layer.HasBias ? "weights and a bias" : "weights")} were expected");
        }

        long[] shape = [layer.OutChannels, layer.InChannels, layer.KernelHeight, layer.KernelWidth];
        constants[layer.WeightsTensor] = new FloatConstant(shape, Values(layer, "weights", stored[0], shape));
        if (layer.HasBias)
        {
            constants[layer.BiasTensor] = new FloatConstant(
                [layer.OutChannels], Values(layer, "bias", stored[1], [layer.OutChannels]));
        }
    }

    /// <summary>The values of a blob; the old four sizes may have ones before those that are expected.</summary>
    private float[] Values(CaffeConvolution layer, string what, BlobProto blob, long[] expected)
    {
        long[] shape = blob.Shape is null
            ? [blob.Num, blob.Channels, blob.Height, blob.Width]
            : [.. blob.Shape.Dim];
        if (!shape.SkipWhile(d => d == 1).SequenceEqual(expected.SkipWhile(d => d == 1)))
        {
            throw Refuse(layer, $"its {what} have shape {Show(shape)}, not {Show(expected)}");
        }

        float[] values = blob.DoubleData.Count > 0 ? [.. blob.DoubleData.Select(v => (float)v)] : [.. blob.Data];
        long count = expected.Aggregate(1L, (a, b) => a * b);
        return values.Length == count
            ? values
            : throw Refuse(layer, $"its {what} have {values.Length} values, their shape says {count}");
    }

    private static string Show(long[] shape) => string.Join(" x ", shape.Take(8));

    private ImportException Refuse(CaffeConvolution layer, string problem)
    {
        return new ImportException(file, problem, Remedies.FixPrototxt, layer.Name);
    }
}
