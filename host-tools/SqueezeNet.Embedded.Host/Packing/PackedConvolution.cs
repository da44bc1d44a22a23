using System;
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
            ReadOnlySpan<int> channels = order.AsSpan(g * Lanes, Lanes);
            int shift = source.Shifts[channels[0]];
            int[] biases = new int[Lanes];
            for (int lane = 0; lane < Lanes; lane++)
            {
                biases[lane] = channels[lane] >= 0 ? source.Bias[channels[lane]] : source.ZeroOut << shift;
            }

            GroupParams.Write(parameters.AsSpan(g * Blob.GroupBytes, Blob.GroupBytes), biases, shift);
        }

        return parameters;
    }
}
