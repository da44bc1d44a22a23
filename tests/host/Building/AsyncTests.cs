using System;
using System.Collections.Concurrent;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Building;
using SqueezeNet.Embedded.Host.Evaluation;
using SqueezeNet.Embedded.Host.Import;
using SqueezeNet.Embedded.Host.Import.Sources;

namespace SqueezeNet.Embedded.Tests.Host.Building;

/// <summary>The long calls for programs that must not wait.</summary>
[TestClass]
public sealed class AsyncTests
{
    private static readonly ImportOptions labels = new() { LabelsFile = Repository.Cards("labels.txt") };

    private readonly TemporaryFolder folder = new();

    [TestCleanup]
    public void RemoveFolder()
    {
        folder.Dispose();
    }

    [TestMethod]
    public async Task TheyGiveWhatTheOthersGive()
    {
        string photos = CardImages.Copy(folder, 12);
        ModelBuilder builder = await ModelBuilder.OpenAsync(Repository.Cards("cards.onnx"), labels);
        Steps steps = new();
        BuiltModel built = await builder.BuildAsync(photos, null, steps);
        EvaluationResult evaluation = await built.EvaluateAsync(Repository.Cards("samples"));

        BuiltModel same = ModelBuilder.Open(Repository.Cards("cards.onnx"), labels).Build(photos);
        CollectionAssert.AreEqual(same.Blob, built.Blob);
        Assert.AreEqual(same.Evaluate(Repository.Cards("samples")).Accuracy, evaluation.Accuracy);
        CollectionAssert.Contains(steps.Told, "packing");
    }

    [TestMethod]
    public async Task WhatIsCancelledBeforehandDoesNothing()
    {
        CancellationToken cancelled = new(canceled: true);
        ModelBuilder builder = ModelBuilder.Open(Repository.Cards("cards.onnx"), labels);
        await Assert.ThrowsAsync<OperationCanceledException>(
            () => ModelBuilder.OpenAsync(folder.File("nowhere.onnx"), null, cancelled));
        await Assert.ThrowsAsync<OperationCanceledException>(
            () => builder.BuildAsync(folder.File("nowhere"), null, null, cancelled));
        Assert.ThrowsExactly<TaskCanceledException>(
            () => ModelImporter.Import(Repository.Cards("cards.onnx"), labels, cancelled));
    }

    [TestMethod]
    public async Task WhatIsCancelledOnTheWayLeavesNoFile()
    {
        string photos = CardImages.Copy(folder, 12);
        using CancellationTokenSource source = new();
        ModelBuilder builder = await ModelBuilder.OpenAsync(Repository.Cards("cards.onnx"), labels, source.Token);
        Steps steps = new() { OnStep = source.Cancel };
        async Task Work()
        {
            BuiltModel built = await builder.BuildAsync(photos, null, steps, source.Token);
            built.Save(folder.File("x.sqnt"));
        }

        await Assert.ThrowsAsync<OperationCanceledException>(Work);
        Assert.IsNotEmpty(steps.Told);
        Assert.IsEmpty(Directory.GetFiles(folder.Path));
    }

    [TestMethod]
    public async Task WhatIsWrongComesFromTheTask()
    {
        Task<ModelBuilder> task = ModelBuilder.OpenAsync(folder.Write("x.onnx", "no model"));
        await Assert.ThrowsExactlyAsync<ImportException>(() => task);
    }

    private sealed class Steps : IProgress<BuildProgress>
    {
        public ConcurrentQueue<string> Told { get; } = [];

        public Action? OnStep { get; init; }

        public void Report(BuildProgress value)
        {
            Told.Enqueue(value.Step);
            OnStep?.Invoke();
        }
    }
}
