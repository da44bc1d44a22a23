using System;
using SqueezeNet.Embedded.Host.Planning;

namespace SqueezeNet.Embedded.Host.Quantization;

/// <summary>
/// A convolution's weights in the order of the weights space, and where its output channels ended up.
/// </summary>
/// <param name="InChannels">A multiple of 16, but 3 for the image.</param>
/// <param name="OutChannels">A multiple of 16.</param>
/// <param name="Weights">[oc/16][ky][kx][ic][16] (SPEC 4).</param>
/// <param name="Order">[stored output channel]: channel of the model, -1 for padding.</param>
internal sealed record StoredConvolution(
    QuantizedConvolution Source, int InChannels, int OutChannels, byte[] Weights, int[] Order)
{
    private const int Lanes = ConvolutionRecord.Lanes;

    /// <summary>Sorts a convolution's channels into stored order.</summary>
    /// <param name="inputs">[stored input channel]: channel of the model, -1 for padding.</param>
    public static StoredConvolution Of(QuantizedConvolution source, int[] inputs)
    {
        int[] order = new int[StageShape.Align16(source.Shape.OutChannels)];
        Array.Fill(order, -1);
        source.Order.CopyTo(order, 0);
        return new StoredConvolution(source, inputs.Length, order.Length, Sort(source, inputs, order), order);
    }

    private static byte[] Sort(QuantizedConvolution source, int[] inputs, int[] order)
    {
        int kernel = source.Shape.KernelHeight * source.Shape.KernelWidth;
        byte[] weights = new byte[order.Length * kernel * inputs.Length];
        for (int stored = 0; stored < order.Length; stored++)
        {
            for (int k = 0; k < kernel; k++)
            {
                for (int i = 0; i < inputs.Length; i++)
                {
                    int at = (((((stored / Lanes) * kernel) + k) * inputs.Length) + i) * Lanes;
                    bool real = order[stored] >= 0 && inputs[i] >= 0;
                    weights[at + (stored % Lanes)] = real
                        ? (byte)source.Weights[(order[stored] * source.Taps) + (inputs[i] * kernel) + k]
                        : (byte)0;
                }
            }
        }

        return weights;
    }
}
