using System;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Training;
using SqueezeNet.Embedded.Host.Training.Photos;
using SqueezeNet.Embedded.Host.Training.Samples;
using SqueezeNet.Embedded.Tests.Host.Imaging;

namespace SqueezeNet.Embedded.Tests.Host.Training.Photos;

/// <summary>Which photos are kept together.</summary>
[TestClass]
public sealed class PhotoGroupTests
{
    private readonly PhotoFolder folder = new();

    [TestCleanup]
    public void RemoveFolder()
    {
        folder.Dispose();
    }

    [TestMethod]
    public void PhotosOfASubFolderAreAGroupAndLooseOnesTheirOwn()
    {
        folder.Add("a", "day1/1", "day1/2", "day2/1", "x", "y").Add("b", "day1/1", "day1/2", "day1/3", "u", "v");
        Assert.AreEqual("0,0,1,2,3|4,4,4,5,6", Groups(PhotoGrouping.Folder, out PhotoSet photos));
        StringAssert.Contains(
            photos.Notes.Single(), "Photos in no sub-folder of their class are groups of their own: 4.");
    }

    [TestMethod]
    public void PhotosWhoseNamesDifferInTheLastNumberAreAGroup()
    {
        folder.Add("a", "door_12_003", "door_12_004", "door_13_001", "x", "y");
        folder.Add("b", "7-left", "8-left", "day/8-left", "z1", "z");
        Assert.AreEqual("0,0,1,2,3|4,4,5,6,6", Groups(PhotoGrouping.Prefix, out _));
    }

    [TestMethod]
    public void PhotosWithinAMinuteOfTheOneBeforeAreABurst()
    {
        folder.Add("a", 5).Add("b", 5);
        DateTime noon = new(2026, 11, 30, 12, 0, 0, DateTimeKind.Utc);
        int[] seconds = [0, 120, 60, 181, 500];
        for (int i = 0; i < 5; i++)
        {
            File.SetLastWriteTimeUtc(folder.File($"a/{i + 1}.ppm"), noon.AddSeconds(seconds[i]));
            File.SetLastWriteTimeUtc(folder.File($"b/{i + 1}.ppm"), noon.AddHours(i));
        }

        Assert.AreEqual("0,0,0,1,2|3,4,5,6,7", Groups(PhotoGrouping.Time, out PhotoSet photos));
        StringAssert.Contains(
            photos.Notes.Single(), "Photos that do not say when they were taken (EXIF): 10; the time");
    }

    [TestMethod]
    public void TheTimeOfExifGoesBeforeThatOfTheFile()
    {
        folder.Add("a", 4).Add("b", 5);
        byte[] jpeg = JpegFile.Encode(PhotoFolder.Image(50));
        byte[] later = JpegFile.Encode(PhotoFolder.Image(51));
        string one = folder.Write("a/5.jpg", JpegFile.With(jpeg, 0xE1, ExifTimeTests.Segment("2026:11:30 12:00:00")));
        string two = folder.Write("a/6.jpg", JpegFile.With(later, 0xE1, ExifTimeTests.Segment("2026:11:30 12:00:59")));
        for (int i = 1; i <= 5; i++)
        {
            File.SetLastWriteTimeUtc(folder.File($"b/{i}.ppm"), new DateTime(2020, 1, i));
            File.SetLastWriteTimeUtc(i < 5 ? folder.File($"a/{i}.ppm") : one, new DateTime(2020, 1, i));
        }

        File.SetLastWriteTimeUtc(two, new DateTime(2021, 1, 1));
        Assert.AreEqual("0,1,2,3,4,4|5,6,7,8,9", Groups(PhotoGrouping.Time, out _));
    }

    [TestMethod]
    public void CopiesMirrorImagesAndFramesOfOneMomentAreAGroupWithANote()
    {
        folder.Add("a", 5).Add("b", 5);
        RgbImage image = PhotoFolder.Image(1);
        folder.Write("a/6.jpg", JpegFile.Encode(image, 60));
        folder.Write("a/7.ppm", image.Mirror());
        RgbImage noisy = Noisy(PhotoFolder.Image(2), 14);
        folder.Write("a/8.ppm", noisy);
        Assert.AreEqual("0,1,2,3,4,0,0,1|5,6,7,8,9", Groups(PhotoGrouping.Photo, out PhotoSet photos));
        StringAssert.Contains(
            photos.Notes.Single(), "5 photos are near-duplicates, in 2 groups that are never split between training");
        StringAssert.Contains(photos.Notes.Single(), "a/1.ppm and a/6.jpg, a/2.ppm and a/8.ppm");
    }

    [TestMethod]
    public void ClassesWithTheSamePhotosAreRefusedAndAFewAreNotedAndGrouped()
    {
        folder.Add("a", 6).Add("b", 6);
        folder.Write("b/1.ppm", PhotoFolder.Image(1));
        folder.Write("b/2.jpg", JpegFile.Encode(PhotoFolder.Image(2), 95));
        folder.Write("b/2.ppm", PhotoFolder.Image(90));
        Assert.AreEqual("0,1,2,3,4,5|0,1,6,7,8,9,10", Groups(PhotoGrouping.Photo, out PhotoSet photos));
        Assert.IsTrue(photos.Notes.Any(note => note.EndsWith(
            ": 2 (a/1.ppm and b/1.ppm, a/2.ppm and b/2.jpg).", StringComparison.Ordinal)));
        folder.Write("b/3.ppm", PhotoFolder.Image(3));
        folder.Write("b/4.ppm", PhotoFolder.Image(4));
        TrainingException e = Assert.ThrowsExactly<TrainingException>(() => folder.Read());
        StringAssert.Contains(e.Message, "The classes 'a' and 'b' have 4 of 6 photos in common");
    }

    /// <summary>A camera on a stand: parts that are good or bad fill a small part of what is always the same.</summary>
    [TestMethod]
    public void ASceneThatNeverChangesIsNotTakenForOnePhoto()
    {
        for (int i = 0; i < 12; i++)
        {
            folder.Write($"good/{i}.ppm", Noisy(PhotoFolder.Image(1), i));
            folder.Write($"bad/{i}.ppm", Noisy(PhotoFolder.Image(1), 100 + i));
        }

        PhotoSet photos = folder.Read();
        Assert.AreEqual(24, photos.Photos.Select(photo => photo.Group).Distinct().Count());
        StringAssert.Contains(
            photos.Notes.Single(), "More than half of the photos of 'bad', 'good' look like one scene");
        Assert.AreEqual(photos.Notes.Single(), photos.Warnings.Single());
        Assert.IsTrue(photos.IsSuspect);
    }

    /// <summary>50 frames of one minute on both sides would be 100 % held out.</summary>
    [TestMethod]
    public void ABurstThatIsMostOfAClassIsGroupedByNamesOrTimesAndPutsFiguresInDoubt()
    {
        for (int i = 0; i < 12; i++)
        {
            folder.Write($"named/{(char)('p' + (i / 4))}_{i}.ppm", Noisy(PhotoFolder.Image(1), i));
            byte[] jpeg = JpegFile.Encode(Noisy(PhotoFolder.Image(2), i), 95);
            folder.Write($"timed/{i:00}.jpg", JpegFile.With(
                jpeg, 0xE1, ExifTimeTests.Segment($"2026:11:30 1{i / 3}:00:0{i % 3}")));
            folder.Write($"neither/{i:00}.ppm", Noisy(PhotoFolder.Image(3), i));
        }

        Assert.AreEqual(
            "0,0,0,0,1,1,1,1,2,2,2,2|3,4,5,6,7,8,9,10,11,12,13,14|15,15,15,16,16,16,17,17,17,18,18,18",
            Regrouped(folder.Read(), "named", "neither", "timed"));
        PhotoSet photos = folder.Read();
        Assert.IsTrue(photos.IsSuspect);
        StringAssert.Contains(
            photos.Warnings.Single(), "those of 'named', 'timed' are grouped by their names and times");
        folder.Add("neither", "x").Add("timed", "x");
        Assert.IsFalse(folder.Read(new PhotoOptions { GroupBy = PhotoGrouping.Prefix }).IsSuspect);
    }

    /// <summary>A few photos of another class look like the scene: those few are a burst all the same.</summary>
    [TestMethod]
    public void LookAlikesOfAnotherClassStayGroupedWhereOneClassIsAScene()
    {
        for (int i = 0; i < 12; i++)
        {
            folder.Write($"scene/{i:00}.ppm", Noisy(PhotoFolder.Image(90), i));
        }

        folder.Add("other", 8);
        for (int i = 0; i < 4; i++)
        {
            folder.Write($"other/x{i}.ppm", Noisy(PhotoFolder.Image(90), 50 + i));
        }

        PhotoSet photos = folder.Read();
        Assert.AreEqual(9, photos.Photos.Where(p => p.Class == 0).Select(p => p.Group).Distinct().Count());
        Assert.AreEqual(12, photos.Photos.Where(p => p.Class == 1).Select(p => p.Group).Distinct().Count());
        StringAssert.Contains(photos.Warnings.Single(), "of 'scene' look like one scene");
    }

    /// <summary>A camera's clock is not UTC, so its times are none of the files'.</summary>
    [TestMethod]
    public void TimesOfExifAndOfFilesAreNotMixed()
    {
        folder.Add("a", 5).Add("b", 5);
        byte[] jpeg = JpegFile.Encode(PhotoFolder.Image(50));
        folder.Write("a/6.jpg", JpegFile.With(jpeg, 0xE1, ExifTimeTests.Segment("2026:11:30 12:00:00")));
        for (int i = 1; i <= 5; i++)
        {
            File.SetLastWriteTimeUtc(folder.File($"a/{i}.ppm"), new DateTime(2026, 11, 30, 12 + i - 1, 0, 10));
            File.SetLastWriteTimeUtc(folder.File($"b/{i}.ppm"), new DateTime(2020, 1, i));
        }

        Assert.AreEqual("0,1,2,3,4,5|6,7,8,9,10", Groups(PhotoGrouping.Time, out _));
    }

    [TestMethod]
    public void AClassOfOneBurstIsRefusedByName()
    {
        folder.Add("a", 5).Add("b", "x1", "x2", "x3", "x4", "x5");
        folder.Add("c", "1", "2", "3", "4", "5");
        TrainingException e = Assert.ThrowsExactly<TrainingException>(
            () => folder.Read(new PhotoOptions { GroupBy = PhotoGrouping.Prefix }));
        StringAssert.Contains(e.Message, "All 5 photos of 'a' are of one group");
    }

    /// <summary>The genuine set: hundreds of hands on plain background, no two of them one photo.</summary>
    [TestMethod]
    public void HardlyAnyHandsAreTakenForOneMoment()
    {
        PhotoSet photos = PhotoSet.Read(Repository.Shared("datasets/signs/test"));
        int united = photos.Photos.GroupBy(photo => photo.Group).Where(g => g.Count() > 1).Sum(g => g.Count());
        Assert.IsLessThan(photos.Photos.Count / 50, united);
    }

    private static RgbImage Noisy(RgbImage image, int seed)
    {
        SeededRandom random = new((ulong)seed);
        return image with { Pixels = [.. image.Pixels.Select(v => (byte)Math.Clamp(v + random.Below(9) - 4, 0, 255))] };
    }

    private static string Regrouped(PhotoSet photos, params string[] labels)
    {
        CollectionAssert.AreEqual(labels, photos.Labels.ToArray());
        return string.Join('|', photos.Photos.GroupBy(photo => photo.Class)
            .Select(label => string.Join(',', label.Select(photo => photo.Group))));
    }

    private string Groups(PhotoGrouping grouping, out PhotoSet photos)
    {
        photos = folder.Read(new PhotoOptions { GroupBy = grouping });
        return string.Join('|', photos.Photos.GroupBy(photo => photo.Class)
            .Select(label => string.Join(',', label.Select(photo => photo.Group))));
    }
}
