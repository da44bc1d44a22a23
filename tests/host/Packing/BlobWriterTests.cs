using System;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Packing;
using SqueezeNet.Embedded.Host.Quantization;
using SqueezeNet.Embedded.Tests.Host.Models;

namespace SqueezeNet.Embedded.Tests.Host.Packing;

[TestClass]
public sealed class BlobWriterTests
{
    [TestMethod]
    public void KeepsNameLabelsMetaAndIntegers()
    {
        SqueezeNetModel model = RandomModels.Any(4);
        string[] labels = Enumerable.Range(0, model.Classes).Select(c => $"Straße {c}").ToArray();
        QuantizedNetwork network =
            Quantizer.Quantize(model with { Labels = labels, Name = "a name" }, RandomModels.Images(model, 3, 1));
        Blob blob = Blob.Open(BlobWriter.Write(network, new BlobMeta().Add("source", "two\nlines")));
        Assert.AreEqual("a name", blob.Header.Name);
        Assert.AreEqual("source=two lines\n", blob.Meta);
        Assert.AreEqual(2, blob.GoldenVectors);
        for (int c = 0; c < model.Classes; c++)
        {
            Assert.AreEqual(labels[c], blob.Label(c));
        }

        CheckHead(blob, network.Conv10);
    }

    [TestMethod]
    public void LongLabelsAreCutBetweenCharacters()
    {
        SqueezeNetModel model = RandomModels.Any(4);
        string[] labels = Enumerable.Range(0, model.Classes).Select(_ => "x" + new string('é', 200)).ToArray();
        QuantizedNetwork network = Quantizer.Quantize(model with { Labels = labels }, RandomModels.Images(model, 3, 1));
        Blob blob = Blob.Open(BlobWriter.Write(network, new BlobMeta()));
        Assert.AreEqual("x" + new string('é', 127), blob.Label(0));
    }

    /// <summary>Biases of all magnitudes survive the packing into 20 bits, in every lane.</summary>
    [TestMethod]
    public void EveryLaneHoldsTwentyBits()
    {
        Random random = new(9);
        for (int round = 0; round < 50; round++)
        {
            int[] bias = Enumerable.Range(0, 16)
                .Select(_ => random.Next(4) switch
                {
                    0 => -(1 << 19),
                    1 => (1 << 19) - 1,
                    2 => -1,
                    _ => random.Next(-(1 << 19), 1 << 19),
                })
                .ToArray();
            Convolution shape = new("c", 16, 16, new Geometry(1, 1, 1, 0), [], []);
            StoredConvolution stored = StoredConvolution.Of(
                new QuantizedConvolution
                {
                    Shape = shape,
                    Weights = new sbyte[256],
                    Bias = bias,
                    Shifts = new int[16],
                    Order = [.. Enumerable.Range(0, 16).Reverse()],
                    ZeroIn = 0,
                    ZeroOut = 0,
                },
                [.. Enumerable.Range(0, 16)]);
            byte[] parameters = GroupParams.Of(stored);
            for (int lane = 0; lane < 16; lane++)
            {
                Assert.AreEqual(bias[15 - lane], Decode(parameters, lane));
            }
        }
    }

    /// <summary>Reads a lane bit by bit, as SPEC 5.4 tells it.</summary>
    private static int Decode(byte[] group, int lane)
    {
        int value = 0;
        for (int i = 0; i < 20; i++)
        {
            int bit = (lane % 8 * 20) + i;
            int at = bit < 128 ? (lane / 8 * 16) + (bit / 8) : 32 + (lane / 8 * 4) + ((bit - 128) / 8);
            value |= (group[at] >> (bit % 8) & 1) << i;
        }

        return value << 12 >> 12;
    }

    private static void CheckHead(Blob blob, QuantizedConvolution head)
    {
        ConvolutionRecord c = blob.Head;
        for (int o = 0; o < c.OutChannels; o++)
        {
            int source = blob.ClassOf(o);
            Assert.AreEqual(source < 0 ? 0 : head.Bias[source], blob.Bias(c, o));
            if (source >= 0)
            {
                Assert.AreEqual(head.Shifts[source], blob.Shift(c, o / 16));
            }
        }
    }
}
