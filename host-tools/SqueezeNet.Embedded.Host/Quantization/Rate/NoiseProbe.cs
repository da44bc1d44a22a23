using System;
using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Float;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Quantization.Rate;

/// <summary>
/// Adds noise to one convolution's weights at a time and measures what it does to the fp32 network's answers. Gradients
/// alone take the noise at different positions for independent, but a weight's error is the same everywhere, and where
/// the network averages over positions it adds up: late layers feel a hundred times what gradients say.
/// </summary>
internal sealed class NoiseProbe
{
    // Of the weights' root mean square: as much as rounding to a few bits.
    private const double Relative = 0.1;

    private readonly SqueezeNetModel model;
    private readonly FireGradients[] fires;
    private readonly Layer conv10;
    private readonly Trace[] traces;

    public NoiseProbe(SqueezeNetModel model, IReadOnlyList<RgbImage> images)
    {
        this.model = model;
        fires = model.Fires.Select(fire => new FireGradients(fire)).ToArray();
        conv10 = FloatNetwork.Prepare(model.Conv10);
        Layer conv1 = FloatNetwork.PrepareImage(model);
        traces = images.Select(image => Follow(conv1, image)).ToArray();
    }

    /// <summary>Number of convolutions, in the order of <see cref="Gradients.Measure"/>.</summary>
    public int Convolutions => 2 + (3 * fires.Length);

    /// <summary>Measured divergence over that which gradients predict.</summary>
    /// <param name="convolution">Number of the convolution.</param>
    /// <param name="gradients">[image][out]: of this convolution.</param>
    public double Coherence(int convolution, double[][] gradients)
    {
        Convolution shape = Shape(convolution);
        float[] border = convolution == 0 ? model.Input.Mean : new float[shape.InChannels];
        Layer clean = new(shape, shape.Weights, shape.Bias, border);
        Layer noisy = new(shape, Noise(shape, convolution), shape.Bias, border);
        Plane[] before = traces.Select(t => clean.Run(Input(t, convolution))).ToArray();
        Plane[] after = traces.Select(t => noisy.Run(Input(t, convolution))).ToArray();
        double[] power = CorrectMeans(before, after);
        double predicted = 0;
        double measured = 0;
        for (int i = 0; i < traces.Length; i++)
        {
            predicted += 0.5 * gradients[i].Zip(power, (g, e) => g * e).Sum();
            double[] noisyLogits = Finish(traces[i], convolution, FloatNetwork.Rectify(after[i]));
            measured += Answers.Between(Gradients.Softmax(traces[i].Logits), Gradients.Softmax(noisyLogits));
        }

        return predicted > 0 ? measured / predicted : 1;
    }

    private Convolution Shape(int convolution)
    {
        if (convolution == 0)
        {
            return FloatNetwork.FoldInput(model);
        }

        if (convolution == Convolutions - 1)
        {
            return model.Conv10;
        }

        Fire fire = model.Fires[(convolution - 1) / 3];
        return ((convolution - 1) % 3) switch { 0 => fire.Squeeze, 1 => fire.Expand1x1, _ => fire.Expand3x3 };
    }

    private Plane Input(Trace trace, int convolution)
    {
        if (convolution == 0)
        {
            return trace.Image;
        }

        int k = (convolution - 1) / 3;
        return k == fires.Length || (convolution - 1) % 3 == 0 ? trace.Inputs[k] : trace.Fires[k].Narrow;
    }

    private Trace Follow(Layer conv1, RgbImage image)
    {
        Plane pixels = Plane.FromRgb(image.Pixels, image.Width, image.Height);
        List<Plane> inputs = [Pool1(FloatNetwork.Rectify(conv1.Run(pixels)))];
        List<FireTrace> steps = [];
        foreach (FireGradients fire in fires)
        {
            steps.Add(fire.Run(inputs[^1]));
            inputs.Add(steps[^1].Output);
        }

        return new Trace(pixels, inputs, steps, Head(inputs[^1]));
    }

    /// <summary>Logits if a convolution's rectified output is another.</summary>
    private double[] Finish(Trace trace, int convolution, Plane output)
    {
        if (convolution == Convolutions - 1)
        {
            return Gradients.Logits(output);
        }

        int k = (convolution - 1) / 3;
        Plane plane = convolution == 0 ? Pool1(output) : ((convolution - 1) % 3) switch
        {
            0 => fires[k].Run(trace.Inputs[k], output).Output,
            1 => fires[k].Run(trace.Inputs[k], trace.Fires[k].Narrow, output, trace.Fires[k].Right).Output,
            _ => fires[k].Run(trace.Inputs[k], trace.Fires[k].Narrow, trace.Fires[k].Left, output).Output,
        };
        for (k = convolution == 0 ? 0 : k + 1; k < fires.Length; k++)
        {
            plane = fires[k].Run(plane).Output;
        }

        return Head(plane);
    }

    private Plane Pool1(Plane plane)
    {
        return model.Pool1 is null ? plane : Pooling.Run(model.Pool1, plane);
    }

    private double[] Head(Plane plane)
    {
        return Gradients.Logits(FloatNetwork.Rectify(conv10.Run(plane)));
    }

    /// <summary>Weights plus uniform noise, the same at every call.</summary>
    private static float[] Noise(Convolution shape, int seed)
    {
        Random random = new(seed);
        int taps = shape.Weights.Length / shape.OutChannels;
        float[] weights = (float[])shape.Weights.Clone();
        for (int o = 0; o < shape.OutChannels; o++)
        {
            Span<float> channel = weights.AsSpan(o * taps, taps);
            double size = 0;
            foreach (float w in channel)
            {
                size += (double)w * w;
            }

            float width = (float)(Relative * Math.Sqrt(12 * size / taps));
            foreach (ref float w in channel)
            {
                w += width * (random.NextSingle() - 0.5f);
            }
        }

        return weights;
    }

    /// <summary>Takes the mean error out of every channel, as a bias will.</summary>
    /// <returns>[out]: mean square of what is left.</returns>
    private static double[] CorrectMeans(Plane[] before, Plane[] after)
    {
        double[] power = new double[before[0].Channels];
        double count = before.Sum(plane => (double)plane.Pixels);
        for (int c = 0; c < power.Length; c++)
        {
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < before.Length; i++)
            {
                ReadOnlySpan<float> a = before[i].Channel(c);
                ReadOnlySpan<float> b = after[i].Channel(c);
                for (int p = 0; p < a.Length; p++)
                {
                    double off = (double)b[p] - a[p];
                    sum += off;
                    squares += off * off;
                }
            }

            float mean = (float)(sum / count);
            power[c] = (squares / count) - ((double)mean * mean);
            foreach (Plane plane in after)
            {
                foreach (ref float value in plane.Channel(c))
                {
                    value -= mean;
                }
            }
        }

        return power;
    }

    private sealed record Trace(Plane Image, List<Plane> Inputs, List<FireTrace> Fires, double[] Logits);
}
