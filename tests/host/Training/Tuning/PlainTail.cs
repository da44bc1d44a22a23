using System;
using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Float;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Training.Heads;
using SqueezeNet.Embedded.Host.Training.Samples;

namespace SqueezeNet.Embedded.Tests.Host.Training.Tuning;

/// <summary>Fire modules and a head in double precision, written down plainly, [channel][y][x].</summary>
internal static class PlainTail
{
    public static double[] Run(IReadOnlyList<Fire> fires, Head head, MapShape shape, float[] map)
    {
        double[,,] x = new double[shape.Channels, shape.Height, shape.Width];
        for (int i = 0; i < map.Length; i++)
        {
            x[i / shape.Pixels, i % shape.Pixels / shape.Width, i % shape.Width] = map[i];
        }

        foreach (Fire fire in fires)
        {
            double[,,] narrow = Convolve(fire.Squeeze, x);
            double[,,] wide = Join(Convolve(fire.Expand1x1, narrow), Convolve(fire.Expand3x3, narrow));
            wide = fire.HasBypass ? Sum(wide, x) : wide;
            x = fire.PoolAfter is null ? wide : Pool(fire.PoolAfter, wide);
        }

        Geometry point = new(1, 1, 1, 0);
        double[,,] scores = Convolve(
            new Convolution("head", head.Classes, head.Channels, point, head.Weights, head.Bias), x);
        return [.. Enumerable.Range(0, head.Classes).Select(c => Mean(scores, c))];
    }

    public static double Loss(double[] scores, int truth)
    {
        return Math.Log(scores.Sum(Math.Exp)) - scores[truth];
    }

    private static double Mean(double[,,] map, int c)
    {
        return Positions(map).Where(at => at.C == c).Average(at => map[at.C, at.Y, at.X]);
    }

    private static double[,,] Convolve(Convolution c, double[,,] x)
    {
        double[,,] output = new double[c.OutChannels, x.GetLength(1), x.GetLength(2)];
        foreach ((int o, int y, int at) in Positions(output))
        {
            double sum = c.Bias[o];
            for (int i = 0; i < c.InChannels * c.KernelHeight * c.KernelWidth; i++)
            {
                int ky = y - c.Pad + (i / c.KernelWidth % c.KernelHeight);
                int kx = at - c.Pad + (i % c.KernelWidth);
                if (ky >= 0 && ky < x.GetLength(1) && kx >= 0 && kx < x.GetLength(2))
                {
                    sum += (double)c.Weights[(o * c.InChannels * c.KernelHeight * c.KernelWidth) + i]
                        * x[i / (c.KernelHeight * c.KernelWidth), ky, kx];
                }
            }

            output[o, y, at] = Math.Max(0, sum);
        }

        return output;
    }

    private static double[,,] Pool(MaxPool pool, double[,,] x)
    {
        double[,,] output = new double[
            x.GetLength(0), Pooling.OutputSize(pool, x.GetLength(1)), Pooling.OutputSize(pool, x.GetLength(2))];
        foreach ((int c, int y, int at) in Positions(output))
        {
            (int top, int bottom) = Seen(pool, y, x.GetLength(1));
            (int left, int right) = Seen(pool, at, x.GetLength(2));
            output[c, y, at] = double.NegativeInfinity;
            for (int i = 0; i < (bottom - top) * (right - left); i++)
            {
                output[c, y, at] = Math.Max(
                    output[c, y, at], x[c, top + (i / (right - left)), left + (i % (right - left))]);
            }
        }

        return output;
    }

    private static (int First, int End) Seen(MaxPool pool, int output, int size)
    {
        int first = (output * pool.Stride) - pool.Pad;
        return (Math.Max(0, first), Math.Min(size, first + pool.Kernel));
    }

    private static double[,,] Join(double[,,] a, double[,,] b)
    {
        double[,,] output = new double[a.GetLength(0) + b.GetLength(0), a.GetLength(1), a.GetLength(2)];
        foreach ((int c, int y, int x) in Positions(output))
        {
            output[c, y, x] = c < a.GetLength(0) ? a[c, y, x] : b[c - a.GetLength(0), y, x];
        }

        return output;
    }

    private static double[,,] Sum(double[,,] a, double[,,] b)
    {
        foreach ((int c, int y, int x) in Positions(a))
        {
            a[c, y, x] += b[c, y, x];
        }

        return a;
    }

    private static IEnumerable<(int C, int Y, int X)> Positions(double[,,] map)
    {
        for (int i = 0; i < map.Length; i++)
        {
            int pixels = map.GetLength(1) * map.GetLength(2);
            yield return (i / pixels, i % pixels / map.GetLength(2), i % map.GetLength(2));
        }
    }
}
