using System;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Float;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Tests.Host.Float;

/// <summary>Against the sum that a gradient is, on integers, where floats are exact.</summary>
[TestClass]
public sealed class TransposedLayerTests
{
    [TestMethod]
    public void EverySquareKernelAndPadding()
    {
        Random random = new(9);
        for (int round = 0; round < 200; round++)
        {
            int kernel = random.Next(1, 6);
            int pad = random.Next(0, kernel + 2);
            int inputs = random.Next(1, 7);
            int outputs = random.Next(1, 7);
            float[] weights = Numbers(random, outputs * inputs * kernel * kernel);
            Convolution shape = new(
                "c", outputs, inputs, new Geometry(kernel, kernel, 1, pad), weights, new float[outputs]);
            int height = random.Next(kernel, 12);
            int width = random.Next(kernel, 30);
            Plane gradient = new(outputs, height + (2 * pad) - kernel + 1, width + (2 * pad) - kernel + 1);
            Numbers(random, gradient.Values.Length).CopyTo(gradient.Values, 0);
            Plane result = new TransposedLayer(shape).Run(gradient);
            Assert.AreEqual((inputs, height, width), (result.Channels, result.Height, result.Width), $"{shape}");
            CollectionAssert.AreEqual(Expected(shape, gradient, height, width).Values, result.Values, $"{shape}");
        }
    }

    [TestMethod]
    public void OtherShapesAreRefused()
    {
        Assert.ThrowsExactly<ArgumentException>(
            () => new TransposedLayer(new("c", 1, 1, new Geometry(3, 3, 2, 1), new float[9], [0])));
        Assert.ThrowsExactly<ArgumentException>(
            () => new TransposedLayer(new("c", 1, 1, new Geometry(1, 3, 1, 1), new float[3], [0])));
    }

    /// <summary>Every output's gradient goes to the inputs it was made of.</summary>
    private static Plane Expected(Convolution shape, Plane gradient, int height, int width)
    {
        Plane result = new(shape.InChannels, height, width);
        int kernel = shape.KernelWidth;
        for (int i = 0; i < gradient.Values.Length; i++)
        {
            int o = i / gradient.Pixels;
            int top = (i / gradient.Width % gradient.Height) - shape.Pad;
            int left = (i % gradient.Width) - shape.Pad;
            for (int t = 0; t < shape.InChannels * kernel * kernel; t++)
            {
                int y = top + (t / kernel % kernel);
                int x = left + (t % kernel);
                if (y >= 0 && y < height && x >= 0 && x < width)
                {
                    float w = shape.Weights[(o * shape.InChannels * kernel * kernel) + t];
                    result.Channel(t / (kernel * kernel))[(y * width) + x] += w * gradient.Values[i];
                }
            }
        }

        return result;
    }

    private static float[] Numbers(Random random, int count)
    {
        return Enumerable.Range(0, count).Select(_ => (float)random.Next(-127, 128)).ToArray();
    }
}
