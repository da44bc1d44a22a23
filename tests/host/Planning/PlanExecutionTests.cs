using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Packing;
using SqueezeNet.Embedded.Host.Planning;
using SqueezeNet.Embedded.Host.Quantization;
using SqueezeNet.Embedded.Tests.Host.Models;

namespace SqueezeNet.Embedded.Tests.Host.Planning;

/// <summary>The engines accept every plan, and it changes no score.</summary>
[TestClass]
public sealed class PlanExecutionTests
{
    private static readonly ConcurrentDictionary<int, Lazy<(SqueezeNetModel, byte[])>> models = [];

    [TestMethod]
    public void ScoresDoNotDependOnThePlan()
    {
        int plans = 0;
        for (int seed = 0; seed < 40; seed++)
        {
            (SqueezeNetModel model, byte[] blob) = Packed(seed);
            RgbImage image = RandomModels.Images(model, 1, seed + 1)[0];
            int[] expected = Scores(blob, Backend.Managed, image);
            foreach (ArenaPlan plan in PlanPropertyTests.PlansOf(StageShape.Cut(model), seed))
            {
                byte[] planned = BlobPlan.Replace(blob, plan);
                CollectionAssert.AreEqual(expected, Scores(planned, Backend.Native, image), $"seed {seed}");
                if (plans % 5 == 0)
                {
                    CollectionAssert.AreEqual(expected, Scores(planned, Backend.Managed, image), $"seed {seed}");
                }

                plans++;
            }
        }

        Assert.IsGreaterThan(150, plans);
    }

    /// <summary>
    /// The device's engine, on painted memory, writes the whole arena, nothing behind it, and needs little stack.
    /// </summary>
    [TestMethod]
    public void PredictedPeakIsTheMeasuredHighWater()
    {
        int plans = 0;
        uint deepest = 0;
        for (int seed = 0; seed < 60; seed++)
        {
            (SqueezeNetModel model, byte[] blob) = Packed(seed);
            int[] expected = new int[model.Classes];
            Assert.AreEqual(0, sqnet_host_high_water(blob, blob.Length, expected, expected.Length, out _, out _));
            foreach (ArenaPlan plan in PlanPropertyTests.PlansOf(StageShape.Cut(model), seed))
            {
                byte[] planned = BlobPlan.Replace(blob, plan);
                int[] scores = new int[model.Classes];
                Assert.AreEqual(
                    0,
                    sqnet_host_high_water(
                        planned, planned.Length, scores, scores.Length, out uint high, out uint stack));
                Assert.IsLessThan(2048u, stack, $"seed {seed}: bytes of stack");
                deepest = uint.Max(deepest, stack);
                Assert.AreEqual((uint)plan.ArenaBytes, high, $"seed {seed}");
                CollectionAssert.AreEqual(expected, scores, $"seed {seed}");
                plans++;
            }
        }

        Assert.IsGreaterThan(250, plans);
        Console.WriteLine($"{plans} plans, at most {deepest} bytes of stack");
        Assert.IsGreaterThan(100u, deepest, "the stack is not measured");
    }

    /// <summary>
    /// Packed weights with a window: core, host and what is written agree on the arena, for any plan.
    /// </summary>
    [TestMethod]
    public void PredictedWindowIsTheCoresAndTheMeasuredHighWater()
    {
        int plans = 0;
        int streamed = 0;
        uint deepest = 0;
        for (int seed = 0; seed < 40; seed++)
        {
            (SqueezeNetModel model, byte[] blob) = Packed(seed);
            int[] expected = new int[model.Classes];
            Assert.AreEqual(0, sqnet_host_high_water(blob, blob.Length, expected, expected.Length, out _, out _));
            byte[] packed = BlobPacker.Pack(blob);
            IReadOnlyList<StageShape> stages = StageShape.Cut(model);
            ArenaPlan smallest = Planner.PlanWindow(stages);
            foreach (ArenaPlan plan in PlanPropertyTests.PlansOf(stages, seed).Append(smallest))
            {
                byte[] planned = BlobPlan.Replace(packed, plan);
                long predicted = WindowLayout.ArenaBytes(stages, plan);
                Assert.IsLessThanOrEqualTo(predicted, WindowLayout.ArenaBytes(stages, smallest), $"seed {seed}");
                Assert.AreEqual(predicted, sqnet_host_window_bytes(planned, planned.Length), $"seed {seed}");
                int[] scores = new int[model.Classes];
                Assert.AreEqual(
                    0,
                    sqnet_host_high_water(
                        planned, planned.Length, scores, scores.Length, out uint high, out uint stack));
                Assert.AreEqual(predicted, high, $"seed {seed}");
                CollectionAssert.AreEqual(expected, scores, $"seed {seed}");
                Assert.IsLessThan(2048u, stack, $"seed {seed}: bytes of stack");
                deepest = uint.Max(deepest, stack);
                streamed += stages.Where((stage, k) => WindowLayout.Of(stage, plan.Stages[k]).IsStreamed).Count();
                plans++;
            }
        }

        Console.WriteLine($"{plans} plans, {streamed} streamed stages, at most {deepest} bytes of stack");
        Assert.IsGreaterThan(150, plans);
        Assert.IsGreaterThan(50, streamed);
    }

    /// <summary>Only stage records, arena size and CRC differ, and the blob still answers for itself.</summary>
    [TestMethod]
    public void ReplacedPlanVerifies()
    {
        SqueezeNetModel model = RandomModels.Any(11);
        byte[] blob = Pack(model);
        Blob old = Blob.Open(blob);
        IReadOnlyList<StageShape> stages = StageShape.Of(old);
        ArenaPlan plan = new Planner(stages, new RandomCosts(3)).Plan(1 << 20)! with { Memory = ArenaMemory.External };
        byte[] planned = BlobPlan.Replace([.. blob, 1, 2, 3], plan);
        Assert.HasCount(blob.Length, planned);
        Blob opened = Blob.Open(planned, OpenChecks.Crc | OpenChecks.Proof);
        Assert.AreEqual(plan.ArenaBytes, (int)opened.Header.ArenaBytes);
        CollectionAssert.AreEqual(plan.Stages.ToArray(), BlobPlan.Read(opened).Stages.ToArray());
        Assert.AreEqual(ArenaMemory.External, BlobPlan.Read(opened).Memory);
        Assert.AreNotEqual(old.Header.Crc, opened.Header.Crc);
        int stagesAt = old.Stage(0).At;
        int stagesEnd = stagesAt + (old.Stages * StageRecord.Bytes);
        for (int i = 0; i < blob.Length; i++)
        {
            bool mayDiffer = i is (>= 12 and < 16) or 31 or (>= 32 and < 36) || (i >= stagesAt && i < stagesEnd);
            Assert.IsTrue(mayDiffer || blob[i] == planned[i], $"byte {i}");
        }

        foreach (Backend backend in new[] { Backend.Native, Backend.Vector, Backend.Managed })
        {
            using Network network = Network.Open(planned, backend);
            network.SelfTest();
        }
    }

    [TestMethod]
    public void ImpossiblePlansAreRefused()
    {
        SqueezeNetModel model = RandomModels.Any(11);
        byte[] blob = Pack(model);
        ArenaPlan plan = BlobPlan.Read(Blob.Open(blob));
        Assert.ThrowsExactly<BlobException>(
            () => BlobPlan.Replace(blob, plan with { ArenaBytes = plan.ArenaBytes - 16 }));
        blob[^1] ^= 1;
        Assert.ThrowsExactly<BlobException>(() => BlobPlan.Replace(blob, plan));
    }

    /// <summary>A blob's records and the model they were made from give the same stages.</summary>
    [TestMethod]
    public void BlobAndModelArePlannedAlike()
    {
        for (int seed = 0; seed < 12; seed++)
        {
            SqueezeNetModel model = seed % 2 == 0 ? RandomModels.Any(seed) : RandomModels.WithBypasses(seed);
            byte[] bytes = Pack(model);
            IReadOnlyList<StageShape> fromModel = StageShape.Cut(model);
            IReadOnlyList<StageShape> fromBlob = StageShape.Of(Blob.Open(bytes));
            CostModel costs = new(Boards.Default with { CacheBytes = 6000 }, WeightsMemory.Flash);
            Assert.HasCount(fromModel.Count, fromBlob);
            for (int k = 0; k < fromModel.Count; k++)
            {
                Assert.AreEqual(fromModel[k].Name, fromBlob[k].Name);
                Assert.AreEqual(fromModel[k].Macs, fromBlob[k].Macs);
                Assert.AreEqual(fromModel[k].KeptBytes, fromBlob[k].KeptBytes);
                Assert.AreEqual(fromModel[k].AddedBytes, fromBlob[k].AddedBytes);
                for (int band = 1; band <= fromModel[k].MidHeight; band++)
                {
                    Assert.AreEqual(costs.Of(fromModel[k], band), costs.Of(fromBlob[k], band));
                    Assert.AreEqual(fromModel[k].ScratchBytes(band), fromBlob[k].ScratchBytes(band));
                    Assert.AreEqual(fromModel[k].InPlaceDistance(band), fromBlob[k].InPlaceDistance(band));
                }
            }

            Assert.IsLessThan(300L, Math.Abs(BlobPlan.EstimateBytes(model) - bytes.Length), $"seed {seed}");
        }
    }

    /// <summary>A random model and its blob, quantized once for all tests.</summary>
    private static (SqueezeNetModel Model, byte[] Blob) Packed(int seed)
    {
        return models.GetOrAdd(seed, _ => new(() =>
        {
            SqueezeNetModel model = seed % 2 == 0 ? RandomModels.Any(seed) : RandomModels.WithBypasses(seed);
            return (model, Pack(model));
        })).Value;
    }

    private static byte[] Pack(SqueezeNetModel model)
    {
        return BlobWriter.Write(Quantizer.Quantize(model, RandomModels.Images(model, 2, 5)), new BlobMeta());
    }

    private static int[] Scores(byte[] blob, Backend backend, RgbImage image)
    {
        using Network network = Network.Open(blob, backend);
        network.Classify(new Frame(image.Pixels, image.Width, image.Height, PixelFormat.Rgb888));
        return network.Scores;
    }

    [DllImport("libsqnet")]
    private static extern int sqnet_host_window_bytes(byte[] blob, int size);

    [DllImport("libsqnet")]
    private static extern int sqnet_host_high_water(
        byte[] blob, int size, [Out] int[] scores, int count, out uint high, out uint stackBytes);
}
