using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Evaluation;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Tests.Host.Evaluation;

/// <summary>Where true classes stand is decided for a whole folder, never for a file alone.</summary>
[TestClass]
public sealed class TrueClassTests
{
    private static readonly string[] labels = ["nothing", "digit 1", "heart", "0", "7"];

    [TestMethod]
    [DataRow("002_heart.jpg", 2)]
    [DataRow("1.png", 1)]
    [DataRow("2/a.png", 2)]
    [DataRow("002/a.png", 2)]
    [DataRow("heart/a.png", 2)]
    [DataRow("Heart/a.png", 2)]
    [DataRow("deep/digit_1/a.png", 1)]
    [DataRow("002_heart/a.png", 2)]
    [DataRow("1 digit 1/a.png", 1)]
    public void FoldersOrNumbersNameClasses(string file, int expected)
    {
        LabelledImages images = Find(null, file);
        Assert.AreEqual(expected, images.Truth.Single());
        Assert.IsEmpty(images.Notes);
        Assert.AreNotEqual("", images.Reading);
    }

    /// <summary>Sessions lie below classes, sets above them; a label nearer to the image is what it shows.</summary>
    [TestMethod]
    [DataRow("heart/session 4/a.png", 2)]
    [DataRow("train/heart/monday/morning/a.png", 2)]
    [DataRow("002/session/a.png", 2)]
    [DataRow("heart/nothing/a.png", 0)]
    [DataRow("002_heart/crops/a.png", 2)]
    public void TheNearestFolderThatNamesAClassCounts(string file, int expected)
    {
        Assert.AreEqual(expected, Find(null, file).Truth.Single());
    }

    /// <summary>Cameras number their files.</summary>
    [TestMethod]
    public void LabelsOfFoldersGoBeforeNumbersOfFiles()
    {
        LabelledImages images = Find(null, "heart/1.png", "heart/3.png", "nothing/0.png");
        CollectionAssert.AreEqual(new[] { 2, 2, 0 }, images.Truth.ToArray());
        string note = images.Notes.Single();
        StringAssert.Contains(note, "folder names as labels");
        StringAssert.Contains(note, "2 of 3 images");
        StringAssert.Contains(note, "--classes-from name");
        CollectionAssert.AreEqual(
            new[] { 1, 3, 0 }, Find(ClassesFrom.Name, "heart/1.png", "heart/3.png", "nothing/0.png").Truth.ToArray());
    }

    [TestMethod]
    public void LabelsThatAreNumbersGoBeforeIndices()
    {
        LabelledImages images = Find(null, "0/a.png", "7/a.png", "heart/a.png");
        CollectionAssert.AreEqual(new[] { 3, 4, 2 }, images.Truth.ToArray());
        images = Find(null, "0/a.png", "0/b.png");
        CollectionAssert.AreEqual(new[] { 3, 3 }, images.Truth.ToArray());
        StringAssert.Contains(images.Notes.Single(), "folder names as class indices would give others for 2 of 2");
    }

    [TestMethod]
    public void AClearReadingNeedsNoNote()
    {
        Assert.IsEmpty(Find(null, "heart/2.png", "nothing/0.png").Notes, "all readings give the same");
        Assert.IsEmpty(Find(null, "heart/2.png", "nothing/9.png").Notes, "9 is no class");
    }

    [TestMethod]
    public void FoldersCalledAfterWordNetAreInOrder()
    {
        LabelledImages images = Find(
            null, "n00000009/9.png", "n00000001/a.png", "n00000005/a.png", "n00000002/a.png", "n00000003/a.png",
            "n00000009/a.png");
        CollectionAssert.AreEqual(new[] { 0, 1, 2, 3, 4, 4 }, images.Truth.ToArray());
        Refused(null, ["n00000009/a.png", "n00000001/a.png"], "n00000001");
    }

    [TestMethod]
    [DataRow("a.png")]
    [DataRow("005.png")]
    [DataRow("99999999999.png")]
    [DataRow("star/a.png")]
    [DataRow("001_heart/a.png")]
    public void PathsThatNameNoClassAreRefused(string file)
    {
        Refused(null, [file], file, "of 0..4", "1 of 1 images", "--classes-from FILE");
    }

    [TestMethod]
    public void AFewOddFoldersAreNamedWithTheNearestLabel()
    {
        string[] files = ["heart/1.png", "heart/2.png", "nothing/a.png", "hearts/3.png", "junk/x.png"];
        Refused(
            null, files, "hearts/3.png", "2 of 5 images", "folder names as labels (3 of 5", "'hearts', nearest label "
            + "'heart'", "'junk'");
    }

    /// <summary>Or else a slip in one folder's name would turn all classes into file numbers.</summary>
    [TestMethod]
    public void ASlipDoesNotChangeTheReading()
    {
        string[] files = ["heart/1.png", "heart/2.png", "nothing/3.png", "heatr/4.png"];
        Refused(null, files, "heatr/4.png", "nearest label 'heart'", "--classes-from name");
        CollectionAssert.AreEqual(new[] { 1, 2, 3, 4 }, Find(ClassesFrom.Name, files).Truth.ToArray());
    }

    [TestMethod]
    public void AModelWithoutLabelsKnowsIndicesOnly()
    {
        using TemporaryFolder folder = Folder("1/a.png", "2/b.png");
        CollectionAssert.AreEqual(new[] { 1, 2 }, LabelledImages.Find(folder.Path, [], 3).Truth.ToArray());
        CollectionAssert.AreEqual(
            new[] { 1, 2 }, LabelledImages.Find(folder.Path, ["", "", ""], 3).Truth.ToArray());
        using TemporaryFolder flat = Folder("a.png");
        Assert.ThrowsExactly<ImageFileException>(() => LabelledImages.Find(flat.Path, ["", "", ""], 3));
    }

    [TestMethod]
    public void OptionsAreParsed()
    {
        Assert.IsNull(ClassesFrom.Parse(null));
        Assert.AreEqual(ClassesFrom.Folder, ClassesFrom.Parse("folder"));
        Assert.AreEqual(ClassesFrom.Name, ClassesFrom.Parse("name"));
        Assert.AreEqual("list.csv", ClassesFrom.Parse("list.csv")!.ListFile);
        Assert.IsNull(ClassesFrom.Name.ListFile);
    }

    private static LabelledImages Find(ClassesFrom? from, params string[] files)
    {
        using TemporaryFolder folder = Folder(files);
        LabelledImages images = LabelledImages.Find(folder.Path, labels, labels.Length, from);
        Dictionary<string, int> truth = Enumerable.Range(0, images.Files.Count)
            .ToDictionary(images.Name, i => images.Truth[i]);
        return files.Length == 6 ? images : images with { Truth = [.. files.Select(file => truth[file])] };
    }

    private static void Refused(ClassesFrom? from, string[] files, params string[] words)
    {
        ImageFileException e = Assert.ThrowsExactly<ImageFileException>(() => Find(from, files));
        foreach (string word in words)
        {
            StringAssert.Contains(e.Message, word);
        }
    }

    private static TemporaryFolder Folder(params string[] files)
    {
        TemporaryFolder folder = new();
        foreach (string file in files)
        {
            System.IO.Directory.CreateDirectory(System.IO.Path.GetDirectoryName(folder.File(file))!);
            folder.Write(file, "x");
        }

        return folder;
    }
}
