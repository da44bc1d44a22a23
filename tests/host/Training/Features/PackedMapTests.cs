using System;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Training.Features;

namespace SqueezeNet.Embedded.Tests.Host.Training.Features;

[TestClass]
public sealed class PackedMapTests
{
    [TestMethod]
    public void ValuesComeBackToElevenBits()
    {
        Random random = new(1);
        for (int round = 0; round < 200; round++)
        {
            float scale = MathF.Pow(10, random.Next(-20, 20));
            float[] map = [.. Enumerable.Range(0, random.Next(1, 60)).Select(_ => Value(random) * scale)];
            byte[] packed = PackedMap.Encode(map);
            float[] back = new float[map.Length];
            Assert.IsTrue(PackedMap.TryDecode(packed, back));
            for (int i = 0; i < map.Length; i++)
            {
                Assert.AreEqual(map[i], back[i], Math.Abs(map[i]) / 2047, $"{round}: {i}");
            }

            CollectionAssert.AreEqual(packed, PackedMap.Encode(back));
        }
    }

    [TestMethod]
    public void ZerosTakeABitEach()
    {
        Assert.HasCount(4 + 100, PackedMap.Encode(new float[800]));
        float[] one = new float[800];
        one[799] = 3;
        Assert.HasCount(4 + 100 + 2, PackedMap.Encode(one));
    }

    [TestMethod]
    public void OtherBytesAreRefused()
    {
        byte[] packed = PackedMap.Encode([1, 0, 2, 0, 0, 0, 0, 0, 3]);
        float[] map = new float[9];
        Assert.IsFalse(PackedMap.TryDecode(packed.AsSpan(0, packed.Length - 1), map));
        Assert.IsFalse(PackedMap.TryDecode(packed.AsSpan(0, 3), map));
        packed[4] |= 2;
        Assert.IsFalse(PackedMap.TryDecode(packed, map));
    }

    private static float Value(Random random)
    {
        return random.Next(2) == 0 ? 0 : (float)(random.NextDouble() + 0.01);
    }
}
