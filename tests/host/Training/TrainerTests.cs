using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Import;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Planning;
using SqueezeNet.Embedded.Host.Training;

namespace SqueezeNet.Embedded.Tests.Host.Training;

[TestClass]
public sealed class TrainerTests
{
    private static readonly string[] classes = ["star", "stop", "house"];

    [TestMethod]
    public void TrainsOnPhotosAndWritesWhatItTrained()
    {
        using TemporaryFolder folder = new();
        TrainingResult result = Train(CardPhotos.Copy(folder, classes), new TrainingOptions());

        CollectionAssert.AreEqual(new[] { "house", "star", "stop" }, result.Model.Labels.ToArray());
        Assert.AreEqual(21, result.Figures.HeldOut.Photos.Count);
        Assert.IsGreaterThan(80, result.Figures.HeldOut.Accuracy);
        Assert.IsTrue(result.Parity.Passes);
        CollectionAssert.AreEqual(result.Model.Labels.ToArray(), result.Built!.Labels.ToArray());
        Assert.IsTrue(result.Plan.Pass);
        string onnx = folder.Write("mine.onnx", result.Onnx);
        SqueezeNetModel read = ModelImporter.Import(onnx, new ImportOptions());
        CollectionAssert.AreEqual(result.Model.Conv10.Weights, read.Conv10.Weights);
        Assert.AreEqual(result.Model.Input.ResizeTo, read.Input.ResizeTo);
        string made = Blob.Open(result.Built.Blob).Meta;
        StringAssert.Contains(made, $"source.sha256={read.Source.Sha256}\n", "the file of the same training");
    }

    [TestMethod]
    public void TheSamePhotosGiveTheSameBytesWithAndWithoutACache()
    {
        using TemporaryFolder folder = new();
        string photos = CardPhotos.Copy(folder, "star", "stop");
        TrainingOptions cached = new() { Cache = folder.File("cache") };

        TrainingResult first = Train(photos, cached);
        TrainingResult second = Train(photos, cached);
        TrainingResult without = Train(photos, new TrainingOptions { BuildsBlob = false });

        Assert.AreEqual(0, first.FromCache);
        Assert.AreEqual(14, second.FromCache);
        CollectionAssert.AreEqual(first.Onnx, second.Onnx);
        CollectionAssert.AreEqual(first.Onnx, without.Onnx);
        CollectionAssert.AreEqual(first.Built!.Blob, second.Built!.Blob);
    }

    [TestMethod]
    public void AnotherSeedGivesOtherWeights()
    {
        using TemporaryFolder folder = new();
        string photos = CardPhotos.Copy(folder, "star", "stop");
        TrainingOptions options = new() { BuildsBlob = false };

        TrainingResult first = Train(photos, options);
        TrainingResult second = Train(photos, options with { Seed = 2 });

        CollectionAssert.AreNotEqual(first.Onnx, second.Onnx);
        Assert.IsNull(first.Built);
    }

    [TestMethod]
    public void TheLastFireModulesAreTuned()
    {
        using TemporaryFolder folder = new();
        SqueezeNetModel pretrained = CardPhotos.Network();
        TrainingResult result = Train(
            CardPhotos.Copy(folder, "star", "stop"), new TrainingOptions { Tune = "fire7", BuildsBlob = false });

        Assert.IsGreaterThan(0, result.Epochs!.Value);
        CollectionAssert.AreEqual(pretrained.Fires[^2].Squeeze.Weights, result.Model.Fires[^2].Squeeze.Weights);
        CollectionAssert.AreNotEqual(pretrained.Fires[^1].Squeeze.Weights, result.Model.Fires[^1].Squeeze.Weights);
        Assert.IsTrue(result.Parity.Passes);
    }

    [TestMethod]
    public void AFireModuleThatTheModelLacksIsRefusedBeforePhotosAreRead()
    {
        TrainingException e = Assert.ThrowsExactly<TrainingException>(
            () => Train("nowhere", new TrainingOptions { Tune = "fire9" }));
        Assert.Contains("fire2", e.Message);
        Assert.Contains("fire7", e.Message);
    }

    [TestMethod]
    public void SizesAreTriedForABoard()
    {
        using TemporaryFolder folder = new();
        TrainingResult result = Train(CardPhotos.Copy(folder, "star", "stop"), new TrainingOptions
        {
            Fit = new BoardTarget { Board = Boards.Load("esp32-s3-no-psram") },
            LeastSide = 64,
            MostSide = 96,
            BuildsBlob = false,
        });

        CollectionAssert.AreEqual(
            new[] { (96, false), (96, true), (64, false), (64, true) },
            result.Fits.Select(row => (row.Side, row.HasBypass)).ToArray());
        FitRow chosen = result.Fits.Single(row => row.IsChosen);
        Assert.AreEqual(chosen.Side, result.Model.Input.Width);
        Assert.AreEqual(chosen.HasBypass, result.Model.Fires[^1].HasBypass);
    }

    [TestMethod]
    public void ALimitOfTimeThatNoSizeKeepsEndsTheTrainingWithTheTable()
    {
        using TemporaryFolder folder = new();
        string photos = CardPhotos.Copy(folder, "star", "stop");
        NothingFitsException e = Assert.ThrowsExactly<NothingFitsException>(() => Train(
            photos, new TrainingOptions { LeastSide = 64, MostSide = 64, MostMilliseconds = 0.1 }));
        Assert.HasCount(2, e.Fits);
        Assert.IsTrue(e.Fits.All(row => row.Problem is not null));
    }

    [TestMethod]
    public void APhotoThatVanishesMeanwhileIsLeftOut()
    {
        using TemporaryFolder folder = new();
        string photos = CardPhotos.Copy(folder, "star", "stop");
        string victim = Directory.GetFiles(Path.Combine(photos, "stop")).Order(StringComparer.Ordinal).First();
        CallOnce vanish = new(() => File.Delete(victim));
        TrainingResult result = new Trainer(CardPhotos.Network()).Train(
            photos, new TrainingOptions { BuildsBlob = false, Views = 2 }, new Watch("computing features", vanish.Run));

        Assert.HasCount(13, result.Photos.Photos);
        Assert.IsTrue(result.Photos.Skipped.Any(file => file.File == victim));
    }

    [TestMethod]
    public void WhatIsCancelledLeavesACacheThatTheNextTrainingUses()
    {
        using TemporaryFolder folder = new();
        string photos = CardPhotos.Copy(folder, "star", "stop");
        TrainingOptions options = new() { Cache = folder.File("cache"), BuildsBlob = false, Views = 2 };
        using CancellationTokenSource source = new();
        Assert.Throws<OperationCanceledException>(() => new Trainer(CardPhotos.Network()).Train(
            photos, options, new Watch("training the head", source.Cancel), source.Token));

        Assert.AreEqual(14, Train(photos, options).FromCache);
    }

    private static TrainingResult Train(string photos, TrainingOptions options)
    {
        // How many views there are changes nothing but the time.
        return new Trainer(CardPhotos.Network()).Train(photos, options with { Views = 2 });
    }

    private sealed class CallOnce(Action action)
    {
        private int calls;

        public void Run()
        {
            if (Interlocked.Increment(ref calls) == 1)
            {
                action();
            }
        }
    }

    private sealed class Watch(string step, Action action) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.What == step)
            {
                action();
            }
        }
    }
}
