using System;
using System.Linq;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Float;

/// <summary>
/// How much the fp32 network's prediction feels noise in each convolution's outputs. Safe for use by several threads.
/// </summary>
/// <remarks>
/// To second order, noise e in the logits moves the prediction by KL = e^T (diag(p) - p p^T) e / 2 = sum over classes y
/// of p[y] * (g_y . e)^2 / 2, with g_y the gradient of log p[y]. Only the most probable classes are followed back.
/// </remarks>
internal sealed class Gradients
{
    private const int Seeds = 3;

    private readonly SqueezeNetModel model;
    private readonly Layer conv1;
    private readonly FireGradients[] fires;
    private readonly Layer conv10;
    private readonly TransposedLayer back;

    public Gradients(SqueezeNetModel model)
    {
        this.model = model;
        conv1 = FloatNetwork.PrepareImage(model);
        fires = model.Fires.Select(fire => new FireGradients(fire)).ToArray();
        conv10 = FloatNetwork.Prepare(model.Conv10);
        back = new TransposedLayer(model.Conv10);
    }

    /// <summary>
    /// Of one image, per output channel of each convolution in order (conv1; squeeze, expand1x1, expand3x3 of each
    /// fire; conv10): expected squared gradient of the prediction, summed over positions. Half of it times the mean
    /// square of noise in the channel is the Kullback-Leibler divergence that the noise causes, in nats.
    /// </summary>
    public double[][] Measure(RgbImage image)
    {
        Plane first = FloatNetwork.Rectify(conv1.Run(Plane.FromRgb(image.Pixels, image.Width, image.Height)));
        Plane plane = model.Pool1 is null ? first : Pooling.Run(model.Pool1, first);
        FireTrace[] traces = new FireTrace[fires.Length];
        for (int k = 0; k < fires.Length; k++)
        {
            traces[k] = fires[k].Run(plane);
            plane = traces[k].Output;
        }

        Plane map = FloatNetwork.Rectify(conv10.Run(plane));
        double[] p = Softmax(Logits(map));
        double[][] sums = [new double[first.Channels], .. fires.SelectMany(f => f.Sums()), new double[map.Channels]];
        foreach (int y in Enumerable.Range(0, p.Length).OrderByDescending(c => p[c]).ThenBy(c => c).Take(Seeds))
        {
            Plane gradient = LogProbability(map, p, y);
            Add(sums[^1], gradient, p[y]);
            gradient = back.Run(gradient);
            for (int k = fires.Length - 1; k >= 0; k--)
            {
                gradient = fires[k].Back(traces[k], gradient, p[y], sums.AsSpan(1 + (3 * k), 3));
            }

            gradient = model.Pool1 is null ? gradient : Unpool(model.Pool1, first, gradient);
            Mask(gradient, first);
            Add(sums[0], gradient, p[y]);
        }

        return sums;
    }

    /// <summary>Sets the gradient to 0 where the rectified output is.</summary>
    internal static void Mask(Plane gradient, Plane output)
    {
        for (int i = 0; i < gradient.Values.Length; i++)
        {
            gradient.Values[i] = output.Values[i] > 0 ? gradient.Values[i] : 0;
        }
    }

    /// <summary>Gradient of a max pool's input: goes to the first of the largest values that a kernel sees.</summary>
    internal static Plane Unpool(MaxPool pool, Plane input, Plane gradient)
    {
        Plane result = new(input.Channels, input.Height, input.Width);
        for (int c = 0; c < input.Channels; c++)
        {
            for (int i = 0; i < gradient.Pixels; i++)
            {
                int at = Pooling.Largest(pool, input, c, i / gradient.Width, i % gradient.Width);
                result.Channel(c)[at] += gradient.Channel(c)[i];
            }
        }

        return result;
    }

    /// <summary>Adds the weighted sum of squares of every channel.</summary>
    internal static void Add(double[] sums, Plane gradient, double weight)
    {
        for (int c = 0; c < sums.Length; c++)
        {
            sums[c] += weight * FixedOrder.SumOfSquares(gradient.Channel(c));
        }
    }

    /// <summary>The global average of conv10's rectified output.</summary>
    internal static double[] Logits(Plane map)
    {
        return Enumerable.Range(0, map.Channels)
            .Select(c => FixedOrder.Sum(map.Channel(c)) / map.Pixels)
            .ToArray();
    }

    internal static double[] Softmax(double[] logits)
    {
        double max = logits.Max();
        double[] p = logits.Select(l => FixedOrder.Exp(l - max)).ToArray();
        double sum = p.Sum();
        return p.Select(v => v / sum).ToArray();
    }

    /// <summary>Gradient of log p[y] with respect to conv10's outputs before ReLU.</summary>
    private static Plane LogProbability(Plane map, double[] p, int y)
    {
        Plane gradient = new(map.Channels, map.Height, map.Width);
        for (int c = 0; c < map.Channels; c++)
        {
            gradient.Channel(c).Fill((float)(((c == y ? 1 : 0) - p[c]) / map.Pixels));
        }

        Mask(gradient, map);
        return gradient;
    }
}
