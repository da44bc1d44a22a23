using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Float;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Tests.Host.Models;

namespace SqueezeNet.Embedded.Tests.Host.Float;

[TestClass]
public sealed class FloatNetworkTests
{
    /// <summary>
    /// Against double arithmetic written straight from the paper, with mean and std applied to pixels.
    /// </summary>
    [TestMethod]
    public void AgreesWithPlainDoubles()
    {
        for (int seed = 0; seed < 30; seed++)
        {
            SqueezeNetModel model = seed % 2 == 0 ? RandomModels.Any(seed) : RandomModels.WithBypasses(seed);
            RgbImage image = RandomModels.Images(model, 1, seed)[0];
            float[] logits = new FloatNetwork(model).Run(image);
            double[] expected = PlainNetwork.Run(model, image);
            double scale = expected.Max(Math.Abs) + 1e-6;
            for (int c = 0; c < logits.Length; c++)
            {
                Assert.AreEqual(expected[c], logits[c], 1e-4 * scale, $"seed {seed}, class {c}");
            }
        }
    }

    [TestMethod]
    public void GoesOnFromEveryTensor()
    {
        for (int seed = 0; seed < 10; seed++)
        {
            SqueezeNetModel model = seed % 2 == 0 ? RandomModels.Any(seed) : RandomModels.WithBypasses(seed);
            RgbImage image = RandomModels.Images(model, 1, seed)[0];
            FloatNetwork network = new(model);
            List<Plane> visited = [];
            float[] logits = network.Visit(image, visited.Add);
            FloatStep step = network.First(image);
            for (int t = 0; ; t++)
            {
                Assert.AreEqual(t, step.Tensor);
                CollectionAssert.AreEqual(visited[t].Values, step.Values.Values);
                CollectionAssert.AreEqual(logits, network.Finish(step));
                if (t == network.Last)
                {
                    break;
                }

                step = network.Next(step);
            }

            Assert.HasCount(network.Last + 1, visited);
        }
    }

    [TestMethod]
    public void RunsOnSeveralThreads()
    {
        SqueezeNetModel model = RandomModels.Any(3);
        List<RgbImage> images = RandomModels.Images(model, 16, 1);
        FloatNetwork network = new(model);
        float[][] alone = images.Select(network.Run).ToArray();
        float[][] together = images.AsParallel().AsOrdered().Select(network.Run).ToArray();
        for (int i = 0; i < images.Count; i++)
        {
            CollectionAssert.AreEqual(alone[i], together[i]);
        }
    }
}
