using System;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Import.Onnx;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Tests.Host.Models;

namespace SqueezeNet.Embedded.Tests.Host.Import;

/// <summary>Integers that a Clip narrows between QuantizeLinear and DequantizeLinear (QCDQ).</summary>
[TestClass]
public sealed class QuantizedClipTests
{
    private const int UnsignedByte = 2;
    private const int SignedByte = 3;

    /// <summary>A Clip behind each stored activation and weight, as wide as the type or a little narrower.</summary>
    [TestMethod]
    [DataRow(0)]
    [DataRow(20)]
    public void AWideClipChangesNothing(int narrower)
    {
        for (int seed = 0; seed < 6; seed++)
        {
            QuantizedOnnxWriter writer = new(RandomModels.Any(seed), seed, pairs: true);
            OnnxModelBuilder builder = writer.Builder;
            NodeProto[] readers = [.. builder.Model.Graph.Node.Where(n => n.OpType == "DequantizeLinear"
                && n.Input.Count == 3 && n.Name != "pixels_d")];
            foreach (NodeProto reader in readers)
            {
                int type = builder.Tensor(reader.Input[2]).DataType;
                bool isWeight = builder.Model.Graph.Initializer.Any(t => t.Name == reader.Input[0]);
                int most = type == UnsignedByte ? 255 : 127;
                Clip(builder, reader.Name, type, most - 255, isWeight ? most : most - narrower);
            }

            ModelComparison.AreEqual(writer.Expected, Importing.Import(builder), $"seed {seed}");
        }
    }

    /// <summary>Weights of 4 bits in a type of 8, from fp32 and stored.</summary>
    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void WeightsAreClipped(bool isStored)
    {
        OnnxModelBuilder builder = OnnxModelBuilder.Tiny();
        float[] weights = OnnxModelBuilder.Floats(builder.Tensor("conv10.weight"));
        long[] integers = [.. weights.Select(w => (long)Math.Round((double)w / 0.0625f, MidpointRounding.ToEven))];
        string[] unit = [builder.AddTensor("unit", [0.0625f]), builder.AddIntegers("zero", SignedByte, [0])];
        string stored = isStored
            ? builder.AddIntegers("stored", SignedByte, integers, OnnxModelBuilder.Classes, 14, 1, 1)
            : First(builder, builder.Node("QuantizeLinear", "stored", ["conv10.weight", .. unit]), 0);
        builder.AddIntegers("lowest", SignedByte, [-4]);
        builder.AddIntegers("highest", SignedByte, [3]);
        First(builder, builder.Node("Clip", "clipped", stored, "lowest", "highest"), isStored ? 0 : 1);
        First(builder, builder.Node("DequantizeLinear", "real", ["clipped", .. unit]), isStored ? 1 : 2);
        builder.Find("conv10").Input[1] = "real";
        float[] expected = [.. integers.Select(q => Math.Clamp(q, -4, 3) * 0.0625f)];
        Assert.IsTrue(integers.Min() < -4 && integers.Max() > 3, "the clip must matter");
        CollectionAssert.AreEqual(expected, Importing.Import(builder).Conv10.Weights);
    }

    [TestMethod]
    public void AClipAtTheZeroPointIsAReLU()
    {
        SqueezeNetModel plain = Importing.Import(OnnxModelBuilder.Tiny());
        ModelComparison.AreEqual(plain, Importing.Import(WithClipForRelu(0, 127)));
        ModelComparison.AreEqual(plain, Importing.Import(WithClipForRelu(0, 7)));
        Importing.Refused(WithClipForRelu(-127, 127), "'conv1'", "no ReLU");
    }

    [TestMethod]
    [DataRow(5, 127, "5 to 127")]
    [DataRow(-8, 0, "-8 to 0")]
    [DataRow(7, -7, "empty")]
    public void ARangeWithoutTheZeroPointIsRefused(int lowest, int highest, string word)
    {
        Importing.Refused(WithClipForRelu(lowest, highest), "'pool1_clip'", word);
    }

    [TestMethod]
    public void ALimitThatIsComputedIsRefused()
    {
        OnnxModelBuilder builder = WithClipForRelu(0, 127);
        builder.Find("pool1_clip").Input[1] = "image";
        Importing.Refused(builder, "'pool1_clip'", "min 'image' is not stored");
    }

    /// <summary>A tiny network in which a signed tensor and its Clip stand for conv1's ReLU.</summary>
    private static OnnxModelBuilder WithClipForRelu(int lowest, int highest)
    {
        OnnxModelBuilder builder = OnnxModelBuilder.Tiny();
        string[] unit = [builder.AddTensor("unit", [0.02f]), builder.AddIntegers("zero", SignedByte, [0])];
        NodeProto store = builder.Find("conv1_relu");
        store.OpType = "QuantizeLinear";
        store.Input.AddRange(unit);
        Clip(builder, "pool1", SignedByte, lowest, highest);
        builder.InsertBefore("pool1", "DequantizeLinear", "real").Input.AddRange(unit);
        return builder;
    }

    private static void Clip(OnnxModelBuilder builder, string reader, int type, int lowest, int highest)
    {
        NodeProto clip = builder.InsertBefore(reader, "Clip", $"{reader}_clip");
        clip.Input.Add(builder.AddIntegers($"{reader}_lowest", type, [lowest]));
        clip.Input.Add(builder.AddIntegers($"{reader}_highest", type, [highest]));
    }

    private static string First(OnnxModelBuilder builder, NodeProto node, int place)
    {
        builder.Model.Graph.Node.Remove(node);
        builder.Model.Graph.Node.Insert(place, node);
        return node.Name;
    }
}
