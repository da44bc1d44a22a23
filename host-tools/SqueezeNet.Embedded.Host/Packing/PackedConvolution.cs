using System;
using System.Buffers.Binary;
using SqueezeNet.Embedded.Host.Planning;
using SqueezeNet.Embedded.Host.Quantization;

namespace SqueezeNet.Embedded.Host.Packing;

/// <summary>A convolution in stored order: weights, params and where its output channels ended up.</summary>
/// <param name="InChannels">A multiple of 16, but 3 for the image.</param>
/// <param name="OutChannels">A multiple of 16.</param>
/// <param name="Weights">[oc/16][ky][kx][ic][16] (SPEC 4).</param>
/// <param name="Parameters">48 bytes a group (SPEC 5.4).</param>
/// <param name="Order">[stored output channel]: channel of the model, -1 for padding.</param>
internal sealed record PackedConvolution(
    QuantizedConvolution Source, int InChannels, int OutChannels, byte[] Weights, byte[] Parameters, int[] Order)
{
    private const int Lanes = ConvolutionRecord.Lanes;

    /// <summary>Sorts a convolution's channels into stored order.</summary>
    /// <param name="inputs">[stored input channel]: channel of the model, -1 for padding.</param>
    public static PackedConvolution Pack(QuantizedConvolution source, int[] inputs)
    {
        int outChannels = StageShape.Align16(source.Shape.OutChannels);
        int[] order = new int[outChannels];
        Array.Fill(order, -1);
        source.Order.CopyTo(order, 0);
        return new PackedConvolution(
            source, inputs.Length, outChannels, PackWeights(source, inputs, order), PackParameters(source, order), order);
    }

    private static byte[] PackWeights(QuantizedConvolution source, int[] inputs, int[] order)
    {
        int window = source.Shape.KernelHeight * source.Shape.KernelWidth;
        byte[] weights = new byte[order.Length * window * inputs.Length];
        for (int stored = 0; stored < order.Length; stored++)
        {
            for (int k = 0; k < window; k++)
            {
                for (int i = 0; i < inputs.Length; i++)
                {
                    int at = (((((stored / Lanes) * window) + k) * inputs.Length) + i) * Lanes;
                    bool real = order[stored] >= 0 && inputs[i] >= 0;
                    weights[at + (stored % Lanes)] = real
                        ? (byte)source.Weights[(order[stored] * source.Taps) + (inputs[i] * window) + k]
                        : (byte)0;
                }
            }
        }

        return weights;
    }

    private static byte[] PackParameters(QuantizedConvolution source, int[] order)
    {
        byte[] parameters = new byte[order.Length / Lanes * Blob.GroupBytes];
        for (int g = 0; g < order.Length / Lanes; g++)
        {
            Span<byte> group = parameters.AsSpan(g * Blob.GroupBytes, Blob.GroupBytes);
            int shift = source.Shifts[order[g * Lanes]];
            int padding = source.ZeroOut << shift;
            PackBiases(source, order.AsSpan(g * Lanes, Lanes / 2), padding, group[..16], group.Slice(32, 4));
            PackBiases(source, order.AsSpan((g * Lanes) + 8, Lanes / 2), padding, group.Slice(16, 16), group.Slice(36, 4));
            group[Blob.ShiftAt] = (byte)shift;
        }

        return parameters;
    }

    /// <summary>Eight 20-bit biases: 160 bits, of which the first 128 and the last 32 lie apart.</summary>
    private static void PackBiases(
        QuantizedConvolution source, ReadOnlySpan<int> channels, int padding, Span<byte> low, Span<byte> high)
    {
        UInt128 bits = 0;
        uint rest = 0;
        for (int lane = 0; lane < channels.Length; lane++)
        {
            int bias = channels[lane] >= 0 ? source.Bias[channels[lane]] : padding;
            uint value = (uint)bias & 0xFFFFF;
            bits |= lane < 7 ? (UInt128)value << (20 * lane) : 0;
            rest |= lane == 6 ? value >> 8 : lane == 7 ? value << 12 : 0;
        }

        BinaryPrimitives.WriteUInt128LittleEndian(low, bits);
        BinaryPrimitives.WriteUInt32LittleEndian(high, rest);
    }
}
