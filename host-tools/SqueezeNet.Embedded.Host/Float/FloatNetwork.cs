using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics.Tensors;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Float;

/// <summary>
/// The imported model in fp32: what quantization is measured against. Safe for use by several threads.
/// </summary>
public sealed class FloatNetwork
{
    private readonly SqueezeNetModel model;
    private readonly Layer conv1;
    private readonly FloatFire[] fires;
    private readonly Layer conv10;

    /// <summary>Prepares a model.</summary>
    public FloatNetwork(SqueezeNetModel model)
    {
        this.model = model;
        conv1 = PrepareImage(model);
        fires = model.Fires.Select(fire => new FloatFire(fire)).ToArray();
        conv10 = Prepare(model.Conv10);
    }

    /// <summary>Runs the network on an image of the input's size.</summary>
    /// <returns>One logit per class.</returns>
    public float[] Run(RgbImage image)
    {
        return Visit(image, _ => { });
    }

    /// <summary>
    /// Shows every rectified tensor before pooling: conv1's, then each fire's squeezed and expanded one.
    /// </summary>
    /// <returns>One logit per class.</returns>
    internal float[] Visit(RgbImage image, Action<Plane> visit)
    {
        FloatStep step = First(image);
        visit(step.Values);
        while (step.Tensor < Last)
        {
            step = Next(step);
            visit(step.Values);
        }

        return Finish(step);
    }

    /// <summary>Number of the last tensor before conv10.</summary>
    internal int Last => 2 * fires.Length;

    /// <summary>Conv1's tensor.</summary>
    internal FloatStep First(RgbImage image)
    {
        Plane pixels = Plane.FromRgb(image.Pixels, image.Width, image.Height);
        return new FloatStep(0, pixels, Rectify(conv1.Run(pixels)));
    }

    /// <summary>The tensor after another.</summary>
    internal FloatStep Next(FloatStep step)
    {
        FloatFire fire = fires[step.Tensor / 2];
        if (step.Tensor % 2 == 1)
        {
            return new FloatStep(step.Tensor + 1, step.Input, fire.Expand(step.Input, step.Values));
        }

        Plane input = Pool(step);
        return new FloatStep(step.Tensor + 1, input, fire.Squeeze(input));
    }

    /// <summary>Conv10's output on an image, not rectified.</summary>
    internal Plane Head(RgbImage image) => Head(First(image));

    /// <summary>What conv10 reads of an image.</summary>
    internal Plane Features(RgbImage image) => Features(First(image));

    /// <summary>The logits that follow from a tensor.</summary>
    internal float[] Finish(FloatStep step)
    {
        Plane map = Head(step);
        return Average(model.HasLastRelu ? Rectify(map) : map);
    }

    /// <summary>The mean of each channel.</summary>
    internal static float[] Average(Plane map)
    {
        float[] logits = new float[map.Channels];
        for (int c = 0; c < logits.Length; c++)
        {
            logits[c] = (float)(FixedOrder.Sum(map.Channel(c)) / map.Pixels);
        }

        return logits;
    }

    private Plane Head(FloatStep step) => conv10.Run(Features(step));

    private Plane Features(FloatStep step)
    {
        while (step.Tensor < Last)
        {
            step = Next(step);
        }

        return Pool(step);
    }

    /// <summary>A wide tensor as the next module reads it.</summary>
    private Plane Pool(FloatStep step)
    {
        MaxPool? pool = step.Tensor == 0 ? model.Pool1 : model.Fires[(step.Tensor / 2) - 1].PoolAfter;
        return pool is null ? step.Values : Pooling.Run(pool, step.Values);
    }

    /// <summary>
    /// Conv1 on pixels 0..255: mean and standard deviation are folded into weights and bias, and the border is the
    /// mean.
    /// </summary>
    internal static Layer PrepareImage(SqueezeNetModel model)
    {
        Convolution folded = FoldInput(model);
        return new Layer(folded, folded.Weights, folded.Bias, model.Input.Mean);
    }

    /// <summary>conv((pixel - mean) / std) as a convolution of pixels.</summary>
    internal static Convolution FoldInput(SqueezeNetModel model)
    {
        Convolution c = model.Conv1;
        float[] weights = new float[c.Weights.Length];
        float[] bias = new float[c.Bias.Length];
        int kernel = c.KernelHeight * c.KernelWidth;
        for (int o = 0; o < c.OutChannels; o++)
        {
            double sum = c.Bias[o];
            for (int t = 0; t < 3 * kernel; t++)
            {
                int i = (o * 3 * kernel) + t;
                weights[i] = c.Weights[i] / model.Input.Std[t / kernel];
                sum -= (double)weights[i] * model.Input.Mean[t / kernel];
            }

            bias[o] = (float)sum;
        }

        return c with { Weights = weights, Bias = bias };
    }

    internal static Layer Prepare(Convolution c)
    {
        return new Layer(c, c.Weights, c.Bias, new float[c.InChannels]);
    }

    internal static Plane Rectify(Plane plane)
    {
        TensorPrimitives.Max(plane.Values, 0f, plane.Values);
        return plane;
    }
}
