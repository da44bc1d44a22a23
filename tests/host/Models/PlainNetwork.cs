using System;
using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Float;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Tests.Host.Models;

/// <summary>The fp32 network in double precision, [channel][y][x], without any folding.</summary>
internal static class PlainNetwork
{
    public static double[] Run(SqueezeNetModel model, RgbImage image)
    {
        double[,,] map = Run(model, image, _ => { });
        return Enumerable.Range(0, model.Classes).Select(c => Average(map, c)).ToArray();
    }

    /// <summary>
    /// Logits, where the outputs of all convolutions after ReLU, before pooling, may be changed on the way.
    /// </summary>
    public static double[] RunWith(SqueezeNetModel model, RgbImage image, Action<double[,,]> change)
    {
        double[,,] map = Run(model, image, change);
        return Enumerable.Range(0, model.Classes).Select(c => Average(map, c)).ToArray();
    }

    /// <summary>Outputs of all convolutions after ReLU, before pooling.</summary>
    public static double[][] Layers(SqueezeNetModel model, RgbImage image)
    {
        List<double[]> layers = [];
        Run(model, image, tensor => layers.Add(tensor.Cast<double>().ToArray()));
        return [.. layers];
    }

    private static double[,,] Run(SqueezeNetModel model, RgbImage image, Action<double[,,]> visit)
    {
        double[,,] Layer(Convolution c, double[,,] input)
        {
            double[,,] output = Convolve(c, input);
            visit(output);
            return output;
        }

        double[,,] x = new double[3, image.Height, image.Width];
        for (int i = 0; i < image.Pixels.Length; i++)
        {
            int c = i % 3;
            x[c, i / 3 / image.Width, i / 3 % image.Width] =
                (image.Pixels[i] - (double)model.Input.Mean[c]) / model.Input.Std[c];
        }

        x = Pool(model.Pool1, Layer(model.Conv1, x));
        foreach (Fire fire in model.Fires)
        {
            double[,,] narrow = Layer(fire.Squeeze, x);
            double[,,] wide = Join(Layer(fire.Expand1x1, narrow), Layer(fire.Expand3x3, narrow));
            x = Pool(fire.PoolAfter, fire.HasBypass ? Add(wide, x) : wide);
        }

        return Layer(model.Conv10, x);
    }

    private static double Average(double[,,] map, int channel)
    {
        double sum = 0;
        for (int i = 0; i < map.GetLength(1) * map.GetLength(2); i++)
        {
            sum += map[channel, i / map.GetLength(2), i % map.GetLength(2)];
        }

        return sum / (map.GetLength(1) * map.GetLength(2));
    }

    private static double[,,] Convolve(Convolution c, double[,,] x)
    {
        int height = ((x.GetLength(1) + (2 * c.Pad) - c.KernelHeight) / c.Stride) + 1;
        int width = ((x.GetLength(2) + (2 * c.Pad) - c.KernelWidth) / c.Stride) + 1;
        double[,,] y = new double[c.OutChannels, height, width];
        for (int at = 0; at < y.Length; at++)
        {
            int o = at / (height * width);
            int row = (at / width % height * c.Stride) - c.Pad;
            int column = (at % width * c.Stride) - c.Pad;
            double sum = c.Bias[o];
            for (int t = 0; t < c.InChannels * c.KernelHeight * c.KernelWidth; t++)
            {
                int i = t / (c.KernelHeight * c.KernelWidth);
                int r = row + (t / c.KernelWidth % c.KernelHeight);
                int q = column + (t % c.KernelWidth);
                bool inside = r >= 0 && r < x.GetLength(1) && q >= 0 && q < x.GetLength(2);
                sum += inside ? c.Weights[(o * c.InChannels * c.KernelHeight * c.KernelWidth) + t] * x[i, r, q] : 0;
            }

            y[o, at / width % height, at % width] = Math.Max(0, sum);
        }

        return y;
    }

    private static double[,,] Pool(MaxPool? pool, double[,,] x)
    {
        if (pool is null)
        {
            return x;
        }

        double[,,] y = new double[
            x.GetLength(0), Pooling.OutputSize(pool, x.GetLength(1)), Pooling.OutputSize(pool, x.GetLength(2))];
        for (int c = 0; c < y.GetLength(0); c++)
        {
            for (int i = 0; i < y.GetLength(1) * y.GetLength(2); i++)
            {
                (int row, int column) = (i / y.GetLength(2), i % y.GetLength(2));
                y[c, row, column] = Window(pool, x, c, row, column);
            }
        }

        return y;
    }

    private static double Window(MaxPool pool, double[,,] x, int channel, int row, int column)
    {
        double max = double.NegativeInfinity;
        for (int k = 0; k < pool.Kernel * pool.Kernel; k++)
        {
            int r = (row * pool.Stride) - pool.Pad + (k / pool.Kernel);
            int q = (column * pool.Stride) - pool.Pad + (k % pool.Kernel);
            bool inside = r >= 0 && r < x.GetLength(1) && q >= 0 && q < x.GetLength(2);
            max = inside ? Math.Max(max, x[channel, r, q]) : max;
        }

        return max;
    }

    private static double[,,] Add(double[,,] a, double[,,] b)
    {
        double[,,] sum = new double[a.GetLength(0), a.GetLength(1), a.GetLength(2)];
        for (int i = 0; i < sum.Length; i++)
        {
            int c = i / (sum.GetLength(1) * sum.GetLength(2));
            (int row, int column) = (i / sum.GetLength(2) % sum.GetLength(1), i % sum.GetLength(2));
            sum[c, row, column] = a[c, row, column] + b[c, row, column];
        }

        return sum;
    }

    private static double[,,] Join(double[,,] a, double[,,] b)
    {
        double[,,] y = new double[a.GetLength(0) + b.GetLength(0), a.GetLength(1), a.GetLength(2)];
        Array.Copy(a, y, a.Length);
        Array.Copy(b, 0, y, a.Length, b.Length);
        return y;
    }
}
