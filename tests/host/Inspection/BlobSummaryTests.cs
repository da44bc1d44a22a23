using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Inspection;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Packing;
using SqueezeNet.Embedded.Host.Planning;
using SqueezeNet.Embedded.Host.Quantization;
using SqueezeNet.Embedded.Tests.Host.Models;

namespace SqueezeNet.Embedded.Tests.Host.Inspection;

[TestClass]
public sealed class BlobSummaryTests
{
    [TestMethod]
    public void SaysWhatTheModelIs()
    {
        SqueezeNetModel model = RandomModels.Any(6);
        byte[] bytes = BlobWriter.Write(
            Quantizer.Quantize(model, RandomModels.Images(model, 2, 5)), new BlobMeta().Add("source", "a=b"));
        BlobSummary summary = BlobSummary.Of(Blob.Open(bytes));
        Assert.AreEqual(bytes.Length, summary.Bytes);
        Assert.AreEqual("a=b", summary.Meta["source"]);
        Assert.HasCount(model.Fires.Count + 1, summary.Stages);
        Assert.AreEqual("conv1 > fire2.squeeze", summary.Stages[0].Name);
        CollectionAssert.AreEqual(new[] { 1, 1, model.Classes }, summary.Stages[^1].Output);
        Assert.AreEqual(summary.WeightsBytes, summary.Stages.Sum(s => s.WeightBytes));
        Assert.AreEqual(summary.ArenaBytes, Planner.Plan(StageShape.Cut(model)).ArenaBytes);
        Assert.IsTrue(summary.Stages.All(s => s.ArenaBytes <= summary.ArenaBytes));
    }
}
