using System;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Float;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Tests.Host.Float;

/// <summary>The fast convolution against the sum it stands for, on integers, where floats are exact.</summary>
[TestClass]
public sealed class LayerTests
{
    [TestMethod]
    public void EverySmallShape()
    {
        Random random = new(5);
        for (int round = 0; round < 300; round++)
        {
            int kernelHeight = random.Next(1, 6);
            int kernelWidth = random.Next(1, 6);
            int pad = random.Next(0, 3);
            Convolution shape = new(
                "c", random.Next(1, 10), random.Next(1, 6),
                new Geometry(kernelHeight, kernelWidth, random.Next(1, 4), pad), [], []);
            Plane input = Plane(random, shape.InChannels, random.Next(kernelHeight, 15), random.Next(kernelWidth, 40));
            Check(shape, input, random);
        }
    }

    [TestMethod]
    public void OnePixel()
    {
        Random random = new(6);
        Check(new Convolution("c", 5, 7, new Geometry(1, 1, 1, 0), [], []), Plane(random, 7, 1, 1), random);
        Check(new Convolution("c", 5, 7, new Geometry(3, 3, 1, 1), [], []), Plane(random, 7, 1, 1), random);
    }

    private static void Check(Convolution shape, Plane input, Random random)
    {
        int taps = shape.InChannels * shape.KernelHeight * shape.KernelWidth;
        float[] weights = Numbers(random, shape.OutChannels * taps);
        float[] bias = Numbers(random, shape.OutChannels);
        float[] padding = Numbers(random, shape.InChannels);
        Plane output = new Layer(shape, weights, bias, padding).Run(input);
        for (int o = 0; o < output.Channels; o++)
        {
            for (int y = 0; y < output.Height; y++)
            {
                for (int x = 0; x < output.Width; x++)
                {
                    float expected = bias[o] + Enumerable.Range(0, taps)
                        .Sum(t => weights[(o * taps) + t] * Input(shape, input, padding, y, x, t));
                    Assert.AreEqual(expected, output.Channel(o)[(y * output.Width) + x], $"{shape} at {o},{y},{x}");
                }
            }
        }
    }

    private static float Input(Convolution shape, Plane input, float[] padding, int y, int x, int tap)
    {
        int window = shape.KernelHeight * shape.KernelWidth;
        int c = tap / window;
        int row = (y * shape.Stride) - shape.Pad + (tap % window / shape.KernelWidth);
        int column = (x * shape.Stride) - shape.Pad + (tap % shape.KernelWidth);
        bool inside = row >= 0 && row < input.Height && column >= 0 && column < input.Width;
        return inside ? input.Channel(c)[(row * input.Width) + column] : padding[c];
    }

    private static Plane Plane(Random random, int channels, int height, int width)
    {
        Plane plane = new(channels, height, width);
        Numbers(random, plane.Values.Length).CopyTo(plane.Values, 0);
        return plane;
    }

    private static float[] Numbers(Random random, int count)
    {
        return Enumerable.Range(0, count).Select(_ => (float)random.Next(-127, 128)).ToArray();
    }
}
