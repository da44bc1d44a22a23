using System;
using System.IO;
using System.Linq;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Float;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Training.Features;
using SqueezeNet.Embedded.Host.Training.Photos;
using SqueezeNet.Embedded.Host.Training.Views;
using SqueezeNet.Embedded.Tests.Host.Models;

namespace SqueezeNet.Embedded.Tests.Host.Training.Features;

[TestClass]
public sealed class FeatureMapsTests
{
    private const int Count = 6;

    private readonly SqueezeNetModel model = TinyModels.WithPredictions(1);
    private readonly PhotoFolder photos;
    private readonly FeatureCache cache;
    private readonly FeatureRequest request;

    public FeatureMapsTests()
    {
        photos = new PhotoFolder(model, Count);
        cache = new FeatureCache(photos.Cache);
        request = new FeatureRequest(model, model.Fires.Count) { Views = 3 };
    }

    [TestCleanup]
    public void RemoveFolders()
    {
        cache.Dispose();
        photos.Dispose();
    }

    [TestMethod]
    public void MapsAreWhatTheNetworkGivesToHalfPrecision()
    {
        using FeatureResult result = Compute();
        FloatNetwork network = new(model);
        for (int view = 0; view < 3; view++)
        {
            Photo photo = photos.Set.Photos[2];
            RgbImage image = ViewMaker.Render(
                ImageFile.Read(photo.File), model.Input, view, request.ViewKey(photo));
            float[] exact = network.Features(image).Values;
            float[] map = Map(result, 2, view);
            Assert.HasCount(exact.Length, map);
            float largest = exact.Max();
            for (int i = 0; i < map.Length; i++)
            {
                Assert.AreEqual(exact[i], map[i], (exact[i] / 2000) + (largest / 1e8f), $"value {i}");
            }

            CollectionAssert.AreEqual(
                FloatNetwork.Average(Plane(result, map)), result.Maps.Mean(2, view).ToArray());
        }
    }

    [TestMethod]
    public void FewerModulesGiveWhatTheNextOneReads()
    {
        using FeatureResult result = FeatureMaps.Compute(photos.Set, request with { Fires = 1 }, cache);
        FloatNetwork network = new(model);
        FloatStep step = network.First(Resampler.ToNetwork(
            ImageFile.Read(photos.Set.Photos[0].File), model.Input));
        Plane input = network.Next(network.Next(network.Next(step))).Input;
        float[] map = Map(result, 0, 0);
        Assert.HasCount(input.Values.Length, map);
        for (int i = 0; i < map.Length; i++)
        {
            Assert.AreEqual(input.Values[i], map[i], (input.Values[i] / 2000) + 1e-5f);
        }
    }

    [TestMethod]
    public void TheCacheGivesTheSameBits()
    {
        using FeatureResult first = Compute();
        using FeatureResult second = Compute();
        using FeatureResult without = FeatureMaps.Compute(photos.Set, request);
        Assert.AreEqual(0, first.FromCache);
        Assert.AreEqual(Count, second.FromCache);
        Assert.AreEqual(0, without.FromCache);
        RequireSame(first, second);
        RequireSame(first, without);
    }

    [TestMethod]
    public void DamagedFilesAreComputedAgain()
    {
        using FeatureResult first = Compute();
        string[] files = photos.Kept();
        Assert.HasCount(Count, files);
        byte[] damaged = File.ReadAllBytes(files[0]);
        damaged[damaged.Length / 2] ^= 1;
        File.WriteAllBytes(files[0], damaged);
        File.WriteAllBytes(files[1], damaged[..40]);
        File.WriteAllBytes(files[2], []);
        using FeatureResult second = Compute();
        Assert.AreEqual(Count - 3, second.FromCache);
        RequireSame(first, second);
        Assert.AreEqual(Count, Compute().FromCache);
    }

    /// <summary>As when another training makes space while this one runs.</summary>
    [TestMethod]
    public void WhatIsGoneWhenItIsReadIsComputedAgain()
    {
        using FeatureResult result = Compute();
        float[] before = Map(result, 1, 2);
        Array.ForEach(photos.Kept(), File.Delete);
        CollectionAssert.AreEqual(before, Map(result, 1, 2));
        Assert.HasCount(1, photos.Kept());
    }

    [TestMethod]
    public void CancellationLeavesWholeFilesOnly()
    {
        using CancellationTokenSource source = new();
        Assert.Throws<OperationCanceledException>(() => FeatureMaps.Compute(
            photos.Set, request, cache, new Immediate(done => CancelAt(done, source)), source.Token));
        int whole = photos.Kept().Length;
        Assert.IsInRange(2, Count, whole);
        Assert.IsTrue(photos.Kept().All(file => file.EndsWith(".feat", StringComparison.Ordinal)));
        Assert.AreEqual(whole, Compute().FromCache);
    }

    [TestMethod]
    public void PhotosThatAreGoneOrChangedAreSkippedAndNamed()
    {
        string gone = photos.Set.Photos[1].File;
        string changed = photos.Set.Photos[4].File;
        File.Delete(gone);
        File.Copy(photos.Set.Photos[0].File, changed, overwrite: true);
        using FeatureResult result = Compute();
        CollectionAssert.AreEqual(new[] { 0, 2, 3, 5 }, result.Kept.ToArray());
        CollectionAssert.AreEqual(new[] { gone, changed }, result.Skipped.Select(file => file.File).ToArray());
        Assert.AreEqual(4, result.Maps.Photos);
        Assert.HasCount(4, photos.Kept());
    }

    [TestMethod]
    public void WhateverFeaturesDependOnChangesTheirName()
    {
        float[] weights = [.. model.Conv1.Weights];
        weights[3] += 1;
        FeatureRequest[] others =
        [
            request with { Seed = 2 },
            request with { Views = 4 },
            request with { Flips = false },
            request with { Engine = "another build" },
            request with { Fires = 1 },
            request with { Images = new ImageOptions { AppliesOrientation = false } },
            request with { Model = model with { Conv1 = model.Conv1 with { Weights = weights } } },
            request with { Model = model with { Input = model.Input with { ResizeTo = 21 } } },
            request with { Model = model with { Input = model.Input with { Mean = [1, 2, 3] } } },
            request with { Model = model with { Pool1 = model.Pool1! with { CeilMode = true } } },
        ];
        string[] names = [.. others.Append(request).Select(Name)];
        Assert.HasCount(others.Length + 1, names.Distinct());
        Assert.AreNotEqual(Name(request), request.CacheKey(photos.Set.Photos[1], Network(request)));
        Assert.AreEqual(
            Name(request),
            Name(request with { Model = model with { Name = "other", Conv10 = model.Conv10 with { Bias = [0] } } }));
    }

    [TestMethod]
    public void ATemporaryCacheEndsWithTheResult()
    {
        FeatureCache temporary = new(null);
        FeatureMaps.Compute(photos.Set, request, temporary);
        Assert.IsTrue(Directory.Exists(temporary.Folder));
        temporary.Dispose();
        Assert.IsFalse(Directory.Exists(temporary.Folder));
    }

    [TestMethod]
    public void AnUnwritableCacheNamesTheRemedy()
    {
        using FeatureCache file = new(photos.Set.Photos[0].File);
        IOException e = Assert.Throws<IOException>(() => FeatureMaps.Compute(photos.Set, request, file));
        StringAssert.Contains(e.Message, "--cache");
    }

    [TestMethod]
    public void TrimmingRemovesWhatWasUsedLongestAgo()
    {
        Compute();
        string[] files = photos.Kept();
        File.SetLastWriteTimeUtc(files[3], DateTime.UtcNow.AddDays(-2));
        Assert.IsNull(cache.Trim());
        StringAssert.Contains(cache.Trim(files.Sum(file => new FileInfo(file).Length) - 1)!, "1 of 6 files");
        CollectionAssert.AreEquivalent(files.Where(file => file != files[3]).ToArray(), photos.Kept());
    }

    /// <summary>As when the folder is one's own, or the one that one stands in.</summary>
    [TestMethod]
    public void TrimmingLeavesFilesOfOthersWhereTheyAre()
    {
        Compute();
        string key = new('a', 64);
        string[] others =
        [
            "x.tmp", "notes/x.tmp", "ab/x.tmp", "ab/.x.tmp", "ab/x.feat", $"notes/{key}.feat", ".git/x.tmp",
            $"linked/{key}.feat",
        ];
        string[] ours = [$"ab/.{key[..32]}.tmp", $"ab/{key}.feat"];
        foreach (string path in others.Concat(ours).Select(name => Path.Combine(photos.Cache, name)))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, [1]);
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddDays(-2));
        }

        if (!OperatingSystem.IsWindows())
        {
            Directory.CreateSymbolicLink(Path.Combine(photos.Cache, "cd"), Path.Combine(photos.Cache, "linked"));
        }

        StringAssert.Contains(cache.Trim()!, $"1 of {Count + 2} files");
        StringAssert.Contains(cache.Trim(0)!, $"{Count + 1} of {Count + 1} files");
        string[] left = [.. photos.Kept().Select(file => Path.GetRelativePath(photos.Cache, file).Replace('\\', '/'))
            .Where(file => !file.StartsWith("cd/", StringComparison.Ordinal))];
        CollectionAssert.AreEquivalent(others, left);
    }

    private static void CancelAt((int Done, int Total) progress, CancellationTokenSource source)
    {
        if (progress.Done == 2)
        {
            source.Cancel();
        }
    }

    private static Plane Plane(FeatureResult result, float[] map)
    {
        Plane plane = new(result.Maps.Shape.Channels, result.Maps.Shape.Height, result.Maps.Shape.Width);
        map.CopyTo(plane.Values, 0);
        return plane;
    }

    private static float[] Map(FeatureResult result, int photo, int view)
    {
        float[] map = new float[result.Maps.Shape.Values];
        result.Maps.Read(photo, view, map);
        return map;
    }

    private static void RequireSame(FeatureResult a, FeatureResult b)
    {
        for (int photo = 0; photo < Count; photo++)
        {
            for (int view = 0; view < a.Maps.Views; view++)
            {
                CollectionAssert.AreEqual(Map(a, photo, view), Map(b, photo, view));
                CollectionAssert.AreEqual(a.Maps.Mean(photo, view).ToArray(), b.Maps.Mean(photo, view).ToArray());
            }
        }
    }

    private static FrozenNetwork Network(FeatureRequest request) => new(request.Model, request.Fires);

    private string Name(FeatureRequest other) => other.CacheKey(photos.Set.Photos[0], Network(other));

    private FeatureResult Compute() => FeatureMaps.Compute(photos.Set, request, cache);

    /// <summary>Progress that is told at once, on the thread that makes it.</summary>
    private sealed class Immediate(Action<(int, int)> report) : IProgress<(int, int)>
    {
        public void Report((int, int) value) => report(value);
    }
}
