using System;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Float;

/// <summary>A convolution of stride 1 backwards: from the gradient of its output to that of its input.</summary>
internal sealed class TransposedLayer
{
    private readonly Layer layer;
    private readonly int crop;

    /// <summary>Prepares.</summary>
    /// <exception cref="ArgumentException">The stride is not 1, or the kernel is not square.</exception>
    public TransposedLayer(Convolution shape)
    {
        if (shape.Stride != 1 || shape.KernelHeight != shape.KernelWidth)
        {
            throw new ArgumentException($"{shape.Name} has another stride than 1, or is not square", nameof(shape));
        }

        int pad = shape.KernelHeight - 1 - shape.Pad;
        crop = Math.Max(0, -pad);
        Convolution transposed = shape with
        {
            OutChannels = shape.InChannels,
            InChannels = shape.OutChannels,
            Geometry = shape.Geometry with { Pad = Math.Max(0, pad) },
            Weights = Transpose(shape),
            Bias = new float[shape.InChannels],
        };
        layer = FloatNetwork.Prepare(transposed);
    }

    public Plane Run(Plane gradient)
    {
        return layer.Run(crop > 0 ? Crop(gradient) : gradient);
    }

    /// <summary>[in][out][ky][kx], turned by half a turn.</summary>
    private static float[] Transpose(Convolution shape)
    {
        int kernel = shape.KernelHeight * shape.KernelWidth;
        float[] weights = new float[shape.Weights.Length];
        for (int i = 0; i < weights.Length; i++)
        {
            int o = i / (shape.InChannels * kernel);
            int c = i / kernel % shape.InChannels;
            weights[(((c * shape.OutChannels) + o) * kernel) + kernel - 1 - (i % kernel)] = shape.Weights[i];
        }

        return weights;
    }

    /// <summary>What lies over the input; the border of a padded 1x1 convolution reads padding only.</summary>
    private Plane Crop(Plane plane)
    {
        Plane inner = new(plane.Channels, plane.Height - (2 * crop), plane.Width - (2 * crop));
        for (int c = 0; c < plane.Channels; c++)
        {
            for (int y = 0; y < inner.Height; y++)
            {
                plane.Channel(c).Slice(((y + crop) * plane.Width) + crop, inner.Width)
                    .CopyTo(inner.Channel(c)[(y * inner.Width)..]);
            }
        }

        return inner;
    }
}
