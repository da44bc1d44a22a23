using System;
using System.Linq;
using System.Numerics.Tensors;
using SqueezeNet.Embedded.Host.Float;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Quantization;

/// <summary>What is known of a tensor and of the inputs of the convolutions that make it, from some of the images.</summary>
internal sealed class LayerStatistics
{
    private readonly Layer[] layers;

    public LayerStatistics(Layer[] layers, float[] integerPadding, float[] realPadding)
    {
        this.layers = layers;
        Moments = layers.Select(layer => new InputMoments(layer, integerPadding, realPadding)).ToArray();
        Power = new double[layers.Sum(layer => layer.Shape.OutChannels)];
    }

    /// <summary>Of the tensor's real values.</summary>
    public Histogram Histogram { get; } = new();

    /// <summary>One for each convolution.</summary>
    public InputMoments[] Moments { get; }

    /// <summary>[channel]: sum, after <see cref="Finish"/> mean, of squares.</summary>
    public double[] Power { get; }

    /// <summary>Adds an image.</summary>
    public void Add(Plane integers, Plane real, int index)
    {
        int channel = 0;
        for (int i = 0; i < layers.Length; i++)
        {
            Moments[i].Add(integers, real, index);
            Plane output = FloatNetwork.Rectify(layers[i].Run(real));
            Histogram.Add(output.Values);
            for (int c = 0; c < output.Channels; c++)
            {
                Power[channel++] += TensorPrimitives.SumOfSquares(output.Channel(c));
            }
        }
    }

    /// <summary>Adds another part.</summary>
    public void Merge(LayerStatistics other)
    {
        Histogram.Merge(other.Histogram);
        TensorPrimitives.Add(Power, other.Power, Power);
        for (int i = 0; i < Moments.Length; i++)
        {
            Moments[i].Merge(other.Moments[i]);
        }
    }

    /// <summary>Turns sums into means.</summary>
    public void Finish()
    {
        TensorPrimitives.Divide(Power, (double)Histogram.Count / Power.Length, Power);
        Array.ForEach(Moments, moments => moments.Finish());
    }
}
