using System;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Tests.Host.Imaging;

/// <summary>The resampler without the native engine gives the native one's pixels.</summary>
[TestClass]
public sealed class ManagedResamplerTests
{
    [TestMethod]
    public void PixelsAreThoseOfTheNativeEngine()
    {
        if (!NativeEngine.IsAvailable())
        {
            Assert.Inconclusive("libsqnet has not been built");
        }

        Random random = new(5);
        for (int i = 0; i < 200; i++)
        {
            int width = random.Next(1, i % 10 == 0 ? 1500 : 300);
            int height = random.Next(1, i % 10 == 1 ? 1500 : 300);
            byte[] pixels = new byte[width * height * 3];
            random.NextBytes(pixels);
            RgbImage image = new(width, height, pixels);
            InputSpec input = new(random.Next(8, 260), random.Next(8, 260), random.Next(300), [0, 0, 0], [1, 1, 1]);
            RgbImage native = Resampler.ToNetwork(image, input);
            RgbImage managed = Resampler.Managed(image, input);
            CollectionAssert.AreEqual(native.Pixels, managed.Pixels, $"{width} x {height} to {input}");
        }
    }
}
