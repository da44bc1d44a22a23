using System;
using System.Linq;
using System.Numerics.Tensors;
using SqueezeNet.Embedded.Host.Float;

namespace SqueezeNet.Embedded.Host.Quantization;

/// <summary>
/// What is known of a tensor and of the inputs of the convolutions that make it, from some of the images.
/// </summary>
internal sealed class LayerStatistics
{
    private readonly Layer[] layers;

    public LayerStatistics(Layer[] layers, Border border)
    {
        this.layers = layers;
        Moments = layers.Select(layer => new InputMoments(layer, border.Integer, border.Real)).ToArray();
        Histograms = layers.Select(_ => new Histogram()).ToArray();
        Power = new double[layers.Sum(layer => layer.Shape.OutChannels)];
    }

    /// <summary>Of the tensor's real values, after <see cref="Finish"/>.</summary>
    public Histogram Histogram { get; } = new();

    /// <summary>Of each convolution's real values.</summary>
    public Histogram[] Histograms { get; }

    /// <summary>Output positions of an image.</summary>
    public int Positions { get; private set; }

    /// <summary>One for each convolution.</summary>
    public InputMoments[] Moments { get; }

    /// <summary>[channel]: sum, after <see cref="Finish"/> mean, of squares.</summary>
    public double[] Power { get; }

    /// <summary>Output channels of a convolution.</summary>
    public int Channels(int index)
    {
        return layers[index].Shape.OutChannels;
    }

    /// <summary>Adds an image.</summary>
    /// <returns>The fp32 network's outputs, concatenated.</returns>
    public Plane Add(Plane integers, Plane real, int index)
    {
        int channel = 0;
        Plane[] outputs = new Plane[layers.Length];
        for (int i = 0; i < layers.Length; i++)
        {
            Moments[i].Add(integers, real, index);
            Plane output = FloatNetwork.Rectify(layers[i].Run(real));
            Positions = output.Pixels;
            Histograms[i].Add(output.Values);
            for (int c = 0; c < output.Channels; c++)
            {
                Power[channel++] += FixedOrder.SumOfSquares(output.Channel(c));
            }

            outputs[i] = output;
        }

        return outputs.Aggregate(Plane.Concatenate);
    }

    /// <summary>Adds another part.</summary>
    public void Merge(LayerStatistics other)
    {
        TensorPrimitives.Add(Power, other.Power, Power);
        for (int i = 0; i < Moments.Length; i++)
        {
            Moments[i].Merge(other.Moments[i]);
            Histograms[i].Merge(other.Histograms[i]);
        }
    }

    /// <summary>Turns sums into means.</summary>
    public void Finish()
    {
        Array.ForEach(Histograms, Histogram.Merge);
        TensorPrimitives.Divide(Power, (double)Histogram.Count / Power.Length, Power);
        Array.ForEach(Moments, moments => moments.Finish());
    }
}
