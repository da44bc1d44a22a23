using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using SqueezeNet.Embedded.Host.Import.Graphs;
using SqueezeNet.Embedded.Host.Import.Sources;

namespace SqueezeNet.Embedded.Host.Import.Caffe;

/// <summary>
/// Reads the weights of a Deep Compression file. It holds one u32 per convolution, the number of its stored weights;
/// then for each convolution a codebook of 256 floats, the biases, one code byte per stored weight, and one nibble
/// per stored weight (the lower first) that says how many weights are left out before it.
/// </summary>
internal sealed class DeepCompressionReader
{
    private const int Codes = 256;
    private const string Remedy =
        "The file is damaged, or its network is another one: copy it again, or give the prototxt that belongs to it";

    private readonly SourceFile file;
    private int position;

    private DeepCompressionReader(SourceFile file)
    {
        this.file = file;
    }

    /// <summary>The network with its weights.</summary>
    public static Graph Read(SourceFile file, CaffeNetwork network)
    {
        DeepCompressionReader reader = new(file);
        int[] counts = reader.Counts(network.Convolutions);
        Dictionary<string, IConstant> constants = [];
        for (int i = 0; i < counts.Length; i++)
        {
            reader.ReadLayer(network.Convolutions[i], counts[i], constants);
        }

        int left = file.Bytes.Length - reader.position;
        if (left != 0)
        {
            throw reader.Refuse($"{left} bytes are left over after the last layer", reader.position);
        }

        return new Graph(file.Path, network.Input, [], network.Nodes, constants);
    }

    private int[] Counts(IReadOnlyList<CaffeConvolution> layers)
    {
        int[] counts = new int[layers.Count];
        for (int i = 0; i < counts.Length; i++)
        {
            uint count = BinaryPrimitives.ReadUInt32LittleEndian(Take(4, layers[i].Name));
            if (count == 0 || count > layers[i].Weights)
            {
                string problem = $"it is said to store {count} of {layers[i].Weights} weights";
                throw Refuse(problem, position - 4, layers[i].Name);
            }

            counts[i] = (int)count;
        }

        return counts;
    }

    private void ReadLayer(CaffeConvolution layer, int count, Dictionary<string, IConstant> constants)
    {
        float[] codebook = Floats(Codes, layer.Name);
        float[] bias = Floats(layer.HasBias ? layer.OutChannels : 0, layer.Name);
        ReadOnlySpan<byte> codes = Take(count, layer.Name);
        int start = position;
        ReadOnlySpan<byte> runs = Take((count + 1) / 2, layer.Name);
        float[] weights = new float[layer.Weights];
        Array.Fill(weights, codebook[0]);
        for (int i = 0, at = -1; i < count; i++)
        {
            at += ((runs[i / 2] >> (4 * (i % 2))) & 15) + 1;
            if (at >= weights.Length)
            {
                string problem = $"stored weight {i} of {count} lies beyond the layer's {weights.Length} weights";
                throw Refuse(problem, start + (i / 2), layer.Name);
            }

            weights[at] = codebook[codes[i]];
        }

        constants[layer.WeightsTensor] = new FloatConstant(
            [layer.OutChannels, layer.InChannels, layer.KernelHeight, layer.KernelWidth], weights);
        constants[layer.BiasTensor] = new FloatConstant([bias.Length], bias);
    }

    private float[] Floats(int count, string layer)
    {
        int start = position;
        ReadOnlySpan<byte> bytes = Take(4 * count, layer);
        float[] values = new float[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(4 * i)..]);
            if (!float.IsFinite(values[i]))
            {
                throw Refuse($"a codebook entry or bias is {values[i]}", start + (4 * i), layer);
            }
        }

        return values;
    }

    private ReadOnlySpan<byte> Take(int count, string layer)
    {
        if (count > file.Bytes.Length - position)
        {
            throw Refuse($"the file ends where {count} more bytes must follow", position, layer);
        }

        position += count;
        return file.Bytes.AsSpan(position - count, count);
    }

    private ImportException Refuse(string problem, int offset, string? layer = null)
    {
        return new ImportException(file.Path, problem, Remedy, layer, offset);
    }
}
