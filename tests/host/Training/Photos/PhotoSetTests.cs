using System;
using System.IO;
using System.Linq;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Training;
using SqueezeNet.Embedded.Host.Training.Photos;

namespace SqueezeNet.Embedded.Tests.Host.Training.Photos;

/// <summary>A folder of class folders, and what is wrong with some of them.</summary>
[TestClass]
public sealed class PhotoSetTests
{
    private readonly PhotoFolder folder = new();

    [TestCleanup]
    public void RemoveFolder()
    {
        folder.Dispose();
    }

    [TestMethod]
    public void ClassesAreInNaturalOrderAndTheBackgroundIsLast()
    {
        folder.Add("bin 10", 5).Add("bin 2", 5).Add("Background", 5).Add("zebra", "a", "b", "c/d/e", "c/f", "g");
        PhotoSet photos = folder.Read();
        CollectionAssert.AreEqual(new[] { "bin 2", "bin 10", "zebra", "background" }, photos.Labels.ToArray());
        Assert.AreEqual(3, photos.Background);
        CollectionAssert.AreEqual(
            new[] { "zebra/a.ppm", "zebra/b.ppm", "zebra/c/d/e.ppm", "zebra/c/f.ppm", "zebra/g.ppm" },
            photos.Photos.Where(photo => photo.Class == 2)
                .Select(photo => ImageFolder.Name(folder.Path, photo.File)).ToArray());
        CollectionAssert.AreEqual(Enumerable.Range(0, 20).ToArray(), photos.Photos.Select(p => p.Group).ToArray());
        Assert.IsEmpty(photos.Notes);
        Assert.AreEqual(64, photos.Photos[0].Hash.Length);
    }

    [TestMethod]
    [DataRow("2", "10")]
    [DataRow("a2b", "a10b")]
    [DataRow("7", "007")]
    [DataRow("a", "a1")]
    [DataRow("B", "a")]
    [DataRow("99999999999999999999998", "99999999999999999999999")]
    public void NaturalOrderIsByNumbersThenByCharacters(string first, string second)
    {
        if (first == "7")
        {
            (first, second) = (second, first);
        }

        Assert.IsLessThan(0, NaturalOrder.Names.Compare(first, second));
        Assert.IsGreaterThan(0, NaturalOrder.Names.Compare(second, first));
        Assert.AreEqual(0, NaturalOrder.Names.Compare(first, first));
    }

    [TestMethod]
    public void FoldersThatProgramsKeepAreNoClassesAndThumbnailsInClassesNoPhotos()
    {
        folder.Add("a", 5).Add("b", 5).Add(".ipynb_checkpoints", 2).Add("__MACOSX", 1).Add("_review", 1);
        folder.Add("@eaDir", 1).Add("a/@eaDir", "thumbnail").Add("a/.ipynb_checkpoints", "1");
        PhotoSet photos = folder.Read();
        CollectionAssert.AreEqual(new[] { "a", "b" }, photos.Labels.ToArray());
        Assert.HasCount(10, photos.Photos);
        StringAssert.Contains(photos.Notes.Single(), "4 folders are taken for no classes, by their names: .ipynb");
        Assert.AreEqual(2, photos.Skipped.Count(file => file.Reason == SkipReason.Hidden));
    }

    [TestMethod]
    [DataRow("", true)]
    [DataRow("cat/none", true)]
    [DataRow("..", true)]
    [DataRow("_more/none", true)]
    [DataRow("none", false)]
    [DataRow("_none", false)]
    [DataRow("link", true)]
    public void ABackgroundSharesNoPhotosWithAClass(string name, bool isRefused)
    {
        folder.Add("cat", 5).Add("dog", 5).Add("cat/none", 5).Add("_more/none", 5).Add("none", 5).Add("_none", 5);
        string background = folder.File(name);
        if (name == "link")
        {
            background = folder.Path + "-link";
            Directory.CreateSymbolicLink(background, folder.File("cat/none"));
        }

        try
        {
            PhotoOptions options = new() { Background = background };
            if (!isRefused)
            {
                Assert.AreEqual("background", folder.Read(options).Labels[^1]);
                return;
            }

            TrainingException e = Assert.ThrowsExactly<TrainingException>(() => folder.Read(options));
            StringAssert.Contains(e.Message, "have photos in common, as one lies in the other");
        }
        finally
        {
            File.Delete(folder.Path + "-link");
        }
    }

    [TestMethod]
    public void AClassThatIsLeftWithOneGroupIsNamed()
    {
        folder.Add("a", 5).Add("b", "x1", "x2", "x3", "x4", "x5", "y");
        PhotoSet photos = folder.Read(new PhotoOptions { GroupBy = PhotoGrouping.Photo });
        PhotoSet bursts = photos with
        {
            Photos = [.. photos.Photos.Select((photo, i) => i is > 4 and < 10 ? photo with { Group = 5 } : photo)],
        };
        SkippedFile gone = new(photos.Photos[10].File, SkipReason.Unreadable, "gone");
        TrainingException e = Assert.ThrowsExactly<TrainingException>(
            () => bursts.Keep([.. Enumerable.Range(0, 10)], [gone]));
        StringAssert.Contains(e.Message, "All 5 photos of 'b' are of one group");
    }

    [TestMethod]
    public void ABackgroundElsewhereIsTheLastClass()
    {
        using PhotoFolder other = new();
        for (int i = 0; i < 6; i++)
        {
            other.Write($"rooms/{i}.ppm", PhotoFolder.Image(100 + (ulong)i));
        }

        folder.Add("a", 5).Add("z", 5);
        PhotoSet photos = folder.Read(new PhotoOptions { Background = other.File("rooms") });
        CollectionAssert.AreEqual(new[] { "a", "z", "background" }, photos.Labels.ToArray());
        Assert.AreEqual(6, photos.Photos.Count(photo => photo.Class == photos.Background));

        PhotoSet inside = folder.Read(new PhotoOptions { Background = folder.File("a") });
        CollectionAssert.AreEqual(new[] { "z", "background" }, inside.Labels.ToArray());

        folder.Add("background", 5);
        Refuses("two folders of background", new PhotoOptions { Background = other.File("rooms") });
        Refuses("nowhere: no such folder", new PhotoOptions { Background = "nowhere" });
    }

    [TestMethod]
    public void LooseImagesAndUnreadableOnesAreSkippedAndNamed()
    {
        folder.Add("a", 6).Add("b", 6);
        folder.Write("loose.ppm", PhotoFolder.Image(99));
        string damaged = folder.Write("a/damaged.jpg", [1, 2, 3]);
        folder.Write("b/notes.txt", [1]);
        File.CreateSymbolicLink(folder.File("b/gone.jpg"), folder.File("nowhere"));
        PhotoSet photos = folder.Read();
        Assert.HasCount(12, photos.Photos);
        StringAssert.Contains(photos.Notes.Single(), "itself, in no class folder, are skipped: 1 (loose.ppm)");
        CollectionAssert.AreEqual(
            new[] { "a/damaged.jpg", "b/gone.jpg", "b/notes.txt", "loose.ppm" },
            photos.Skipped.Select(file => ImageFolder.Name(folder.Path, file.File)).ToArray());
        ImageFileException e = Assert.ThrowsExactly<ImageFileException>(() => folder.Read(
            new PhotoOptions { Images = new ImageOptions { IsStrict = true } }));
        Assert.IsTrue(e.File == damaged || e.File == folder.File("b/gone.jpg"), e.File);
    }

    [TestMethod]
    public void FoldersWithoutTwoClassesAreRefused()
    {
        Refuses("has no folder for a class; make a folder for each class");
        folder.Write("1.ppm", PhotoFolder.Image(99));
        Refuses("has 1 image and no folder for a class; make");
        folder.Add("cat", 5);
        Refuses("has one class only, 'cat'");
        TrainingException e = Assert.ThrowsExactly<TrainingException>(() => PhotoSet.Read(folder.File("nowhere")));
        StringAssert.Contains(e.Message, "nowhere: no such folder; name the one");
        e = Assert.ThrowsExactly<TrainingException>(() => PhotoSet.Read(folder.File("1.ppm")));
        StringAssert.Contains(e.Message, "this is a file");
    }

    [TestMethod]
    public void EmptyAndSmallClassesAreRefusedByName()
    {
        folder.Add("cat", 5);
        Directory.CreateDirectory(folder.File("dog"));
        Refuses("The class 'dog' is empty");
        for (int i = 0; i < 5; i++)
        {
            folder.Write($"dog/{i}.jpg", [1]);
        }

        Refuses("has 5 photos, none of them readable");
        folder.Add("dog", 4);
        Refuses("at least 5 photos that can be read, and 'dog' has 4; add photos");
        folder.Add("emu", 3).Add("fox", 2);
        Refuses("at least 5 photos that can be read, and 'emu' has 3, 'fox' has 2; add photos");
    }

    [TestMethod]
    public void NamesThatAreNoLabelsAreRefused()
    {
        folder.Add("a", 5).Add("b", 5).Add(" ", 5);
        Refuses("name is blank");
        Directory.Move(folder.File(" "), folder.File("new\nline"));
        Refuses("'new?line' has a control character");
        Directory.Delete(folder.File("new\nline"), recursive: true);
        Assert.HasCount(2, folder.Read().Labels);
    }

    [TestMethod]
    public void ClassesOfVeryDifferentSizeAreNoted()
    {
        folder.Add("a", 5).Add("b", 16);
        StringAssert.Contains(folder.Read().Notes.Single(), "'b' has 16 photos and 'a' 5");
    }

    [TestMethod]
    public void CancellationEndsTheReading()
    {
        folder.Add("a", 5).Add("b", 5);
        Assert.Throws<OperationCanceledException>(
            () => PhotoSet.Read(folder.Path, cancellation: new CancellationToken(true)));
    }

    private void Refuses(string message, PhotoOptions? options = null)
    {
        TrainingException e = Assert.ThrowsExactly<TrainingException>(() => folder.Read(options));
        StringAssert.Contains(e.Message, message);
    }
}
