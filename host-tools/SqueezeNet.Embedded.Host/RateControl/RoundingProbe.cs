using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SqueezeNet.Embedded.Host.Float;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Quantization;

namespace SqueezeNet.Embedded.Host.RateControl;

/// <summary>
/// Rounds one convolution's weights coarsely at a time, as the quantizer does, and measures what that does to the fp32
/// network's predictions on images the rounding has not seen. Gradients alone take the noise at different positions for
/// independent, but a weight's error is the same everywhere, and where the network averages over positions it adds up;
/// and errors that rounding made up for on the images it saw come back on others. The head feels most of both.
/// </summary>
internal sealed class RoundingProbe
{
    // Root mean square of the weights that are not zero, in steps: about three bits.
    private const double Levels = 4;
    private const int Parts = 8;

    private readonly SqueezeNetModel model;
    private readonly Convolution[] shapes;
    private readonly FireGradients[] fires;
    private readonly Layer conv1;
    private readonly Layer conv10;
    private readonly Trace[] traces;
    private readonly InputMoments[] moments;
    private readonly CancellationToken cancellation;

    /// <summary>Prepares.</summary>
    /// <param name="seen">Images to round by.</param>
    /// <param name="held">Images to judge by; all of their tensors are kept.</param>
    public RoundingProbe(
        SqueezeNetModel model, IReadOnlyList<RgbImage> seen, IReadOnlyList<RgbImage> held,
        CancellationToken cancellation)
    {
        this.model = model;
        this.cancellation = cancellation;
        shapes =
        [
            FloatNetwork.FoldInput(model),
            .. model.Fires.SelectMany(f => new[] { f.Squeeze, f.Expand1x1, f.Expand3x3 }),
            model.Conv10,
        ];
        fires = model.Fires.Select(fire => new FireGradients(fire)).ToArray();
        conv1 = FloatNetwork.PrepareImage(model);
        conv10 = FloatNetwork.Prepare(model.Conv10);
        moments = Moments(seen, cancellation);
        traces = new Trace[held.Count];
        ParallelOptions options = new() { CancellationToken = cancellation };
        Parallel.For(0, traces.Length, options, i => traces[i] = Follow(held[i]));
    }

    /// <summary>Number of convolutions, in the order of <see cref="Gradients.Measure"/>.</summary>
    public int Convolutions => shapes.Length;

    /// <summary>Measured divergence over that which gradients predict from the images that were seen.</summary>
    /// <param name="convolution">Number of the convolution.</param>
    /// <param name="gradients">[held image][out]: of this convolution.</param>
    public double Coherence(int convolution, double[][] gradients)
    {
        Convolution shape = shapes[convolution];
        InputMoments seen = moments[convolution];
        (float[] weights, float[] bias, double[] power) = Round(shape, seen);
        Layer noisy = new(shape, weights, bias, Border(convolution));
        double predicted = 0;
        double measured = 0;
        for (int i = 0; i < traces.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            predicted += 0.5 * gradients[i].Zip(power, (g, e) => g * e).Sum();
            Plane output = FloatNetwork.Rectify(noisy.Run(Input(traces[i], convolution)));
            double[] logits = Finish(traces[i], convolution, output);
            measured += Fidelity.Between(Gradients.Softmax(traces[i].Logits), Gradients.Softmax(logits));
        }

        return predicted > 0 ? measured / predicted : 1;
    }

    /// <summary>
    /// Weights rounded as the quantizer does, biases that keep the mean, and [out]: the noise expected.
    /// </summary>
    private static (float[] Weights, float[] Bias, double[] Power) Round(Convolution shape, InputMoments moments)
    {
        WeightRounding rounding = new(moments, 1);
        float[] weights = new float[shape.Weights.Length];
        float[] bias = (float[])shape.Bias.Clone();
        double[] power = new double[shape.OutChannels];
        int taps = moments.Taps;
        for (int o = 0; o < shape.OutChannels; o++)
        {
            ReadOnlySpan<float> real = shape.Weights.AsSpan(o * taps, taps);
            double scale = Step(real);
            int[] integers = rounding.Round(real, scale);
            power[o] = rounding.Error(real, scale, integers) * scale * scale;
            double moved = 0;
            for (int t = 0; t < taps; t++)
            {
                weights[(o * taps) + t] = (float)(integers[t] * scale);
                moved += ((integers[t] * scale) - real[t]) * moments.MeanReal[t];
            }

            bias[o] -= (float)moved;
        }

        return (weights, bias, power);
    }

    private static double Step(ReadOnlySpan<float> weights)
    {
        double squares = 0;
        int count = 0;
        foreach (float w in weights)
        {
            squares += (double)w * w;
            count += w != 0 ? 1 : 0;
        }

        return squares > 0 ? Math.Sqrt(squares / count) / Levels : 1;
    }

    /// <summary>Moments of every convolution's input in the fp32 network.</summary>
    private InputMoments[] Moments(IReadOnlyList<RgbImage> images, CancellationToken cancellation)
    {
        InputMoments[][] parts = new InputMoments[Math.Min(Parts, images.Count)][];
        Parallel.For(0, parts.Length, new ParallelOptions { CancellationToken = cancellation }, part =>
        {
            parts[part] = shapes.Select((shape, c) => new InputMoments(
                new Layer(shape, shape.Weights, shape.Bias, Border(c)), Border(c), Border(c))).ToArray();
            for (int i = part; i < images.Count; i += parts.Length)
            {
                cancellation.ThrowIfCancellationRequested();
                Trace trace = Follow(images[i]);
                for (int c = 0; c < shapes.Length; c++)
                {
                    parts[part][c].Add(Input(trace, c), Input(trace, c), i);
                }
            }
        });
        for (int c = 0; c < shapes.Length; c++)
        {
            foreach (InputMoments[] part in parts.Skip(1))
            {
                parts[0][c].Merge(part[c]);
            }

            parts[0][c].Finish();
        }

        return parts[0];
    }

    private float[] Border(int convolution)
    {
        return convolution == 0 ? model.Input.Mean : new float[shapes[convolution].InChannels];
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

    private Trace Follow(RgbImage image)
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

    private sealed record Trace(Plane Image, List<Plane> Inputs, List<FireTrace> Fires, double[] Logits);
}
