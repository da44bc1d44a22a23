using System;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Building;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Training;
using SqueezeNet.Embedded.Tests.Host.Models;

namespace SqueezeNet.Embedded.Tests.Host.Training;

[TestClass]
public sealed class BlobCacheTests
{
    private static readonly byte[] blob = Blob();
    private static readonly RgbImage[] images = [new(1, 1, [1, 2, 3])];
    private int made;

    [TestMethod]
    public void ABlobIsMadeOnce()
    {
        using TemporaryFolder folder = new();
        BlobCache cache = new(folder.Path);

        CollectionAssert.AreEqual(blob, cache.Get("raw", [1], images, Make));
        CollectionAssert.AreEqual(blob, cache.Get("raw", [1], images, Make));
        Assert.AreEqual(1, made);
    }

    [TestMethod]
    public void AnotherNetworkRateOrImageMakesAnother()
    {
        using TemporaryFolder folder = new();
        BlobCache cache = new(folder.Path);

        cache.Get("raw", [1], images, Make);
        cache.Get("raw", [2], images, Make);
        cache.Get("packed", [1], images, Make);
        cache.Get("raw", [1], [new RgbImage(1, 1, [1, 2, 4])], Make);
        Assert.AreEqual(4, made);
    }

    [TestMethod]
    public void ADamagedBlobIsMadeAgain()
    {
        using TemporaryFolder folder = new();
        BlobCache cache = new(folder.Path);
        cache.Get("raw", [1], images, Make);
        string file = Directory.GetFiles(Path.Combine(folder.Path, "blobs")).Single();
        File.WriteAllBytes(file, blob[..^1]);

        CollectionAssert.AreEqual(blob, cache.Get("raw", [1], images, Make));
        Assert.AreEqual(2, made);
        CollectionAssert.AreEqual(blob, File.ReadAllBytes(file));
    }

    [TestMethod]
    public void TheOldestGo()
    {
        using TemporaryFolder folder = new();
        BlobCache cache = new(folder.Path);
        for (byte i = 0; i < 25; i++)
        {
            cache.Get("raw", [i], images, Make);
        }

        Assert.HasCount(20, Directory.GetFiles(Path.Combine(folder.Path, "blobs")));
    }

    [TestMethod]
    public void WithoutAFolderNothingIsKept()
    {
        BlobCache cache = new(null);
        cache.Get("raw", [1], images, Make);
        cache.Get("raw", [1], images, Make);
        Assert.AreEqual(2, made);
    }

    private static byte[] Blob()
    {
        SqueezeNetModel model = RandomModels.Any(3);
        return new ModelBuilder(model).Build(RandomModels.Images(model, 4, 3)).Blob;
    }

    private byte[] Make()
    {
        made++;
        return blob;
    }
}
