using System;
using System.Diagnostics;
using System.IO;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Building;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.RateControl;

namespace SqueezeNet.Embedded.Tests.Host.Building;

/// <summary>Long work stops when it is told to, wherever it is.</summary>
[TestClass]
public sealed class CancellationTests
{
    // A tenth of what a build of this model takes, many times over for a busy machine.
    private static readonly TimeSpan bound = TimeSpan.FromSeconds(10);

    private readonly TemporaryFolder folder = new();

    [TestCleanup]
    public void RemoveFolder()
    {
        folder.Dispose();
    }

    [TestMethod]
    [DataRow("reading images")]
    [DataRow("quantizing ranges")]
    [DataRow("quantizing conv1")]
    [DataRow("quantizing fire5.expand1x1")]
    [DataRow("quantizing conv10")]
    [DataRow("packing")]
    public void ABuildStopsAtEveryStep(string step)
    {
        Stops(step, (builder, progress, cancellation) =>
            builder.Build(CardImages.Copy(folder, 8), null, progress, cancellation).Save(folder.File("x.sqnt")));
    }

    [TestMethod]
    [DataRow("quantizing sensitivities")]
    [DataRow("quantizing fire3.squeeze, point 1")]
    [DataRow("comparing")]
    public void ASearchStopsAtEveryStep(string step)
    {
        BuildOptions options = new() { Rate = RateTarget.ForBytes(40_000) };
        Stops(step, (builder, progress, cancellation) =>
            builder.Build(CardImages.Copy(folder, 12), options, progress, cancellation).Save(folder.File("x.sqnt")));
    }

    [TestMethod]
    public void AnEvaluationStops()
    {
        BuiltModel built = ModelBuilder.Open(Repository.Cards("cards.onnx")).Build(CardImages.Copy(folder, 40));
        Stops(
            "evaluating",
            (_, progress, cancellation) => built.Evaluate(Repository.Cards("samples"), progress, cancellation));
    }

    /// <summary>Cancels as soon as a step is reported: nothing is written, and the work ends soon.</summary>
    private void Stops(string step, Action<ModelBuilder, IProgress<BuildProgress>, CancellationToken> work)
    {
        using CancellationTokenSource source = new();
        CancelAt progress = new(step, source);
        ModelBuilder builder = ModelBuilder.Open(Repository.Cards("cards.onnx"));
        Assert.Throws<OperationCanceledException>(() => work(builder, progress, source.Token));
        Assert.IsTrue(source.IsCancellationRequested, $"'{step}' was never reported");
        Assert.IsLessThan(bound, progress.Since, $"{step}: it went on for {progress.Since}");
        Assert.IsEmpty(Directory.GetFiles(folder.Path));
    }

    /// <summary>Cancels at the first step that begins like this.</summary>
    private sealed class CancelAt(string step, CancellationTokenSource source) : IProgress<BuildProgress>
    {
        private readonly Stopwatch watch = new();

        public TimeSpan Since => watch.Elapsed;

        public void Report(BuildProgress value)
        {
            lock (watch)
            {
                if (!source.IsCancellationRequested && value.Step.StartsWith(step, StringComparison.Ordinal))
                {
                    watch.Start();
                    source.Cancel();
                }
            }
        }
    }
}
