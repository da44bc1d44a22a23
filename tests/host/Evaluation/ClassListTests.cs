using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Evaluation;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Tests.Host.Evaluation;

/// <summary>True classes from a list of images.</summary>
[TestClass]
public sealed class ClassListTests
{
    private static readonly string[] labels = ["nothing", "cat, big", "two words", "0"];

    // In order of their paths.
    private static readonly string[] files = ["ILSVRC2012_val_00000001.JPEG", "my photo.jpg", "sub/a.png", "sub/b.png"];

    [TestMethod]
    [DataRow("sub/a.png,1\nsub/b.png,3\nmy photo.jpg,0\nILSVRC2012_val_00000001.JPEG,2\n", "class indices")]
    [DataRow("path,class\nsub/a.png,1\nb.png,3\nmy photo,0\nILSVRC2012_val_00000001,2\n", "class indices")]
    [DataRow("ILSVRC2012_val_00000001.JPEG 2\nmy photo.jpg 0\nsub/a.png 1\nsub/b.png 3\n", "class indices")]
    [DataRow("./sub/a.png\tcat, big\n./sub/b.png\t0\nmy photo\tnothing\nILSVRC2012_val_00000001\ttwo words", "labels")]
    [DataRow("a,\"cat, big\"\n\"b\",0\n\"my photo.jpg\",nothing\nILSVRC2012_val_00000001,two_words", "labels")]
    [DataRow("a.png;Cat, Big\r\nb.png;0\r\n\r\nmy photo.jpg;NOTHING\r\nILSVRC2012_val_00000001;two words", "labels")]
    public void PathsAndClassesInManyForms(string text, string reading)
    {
        LabelledImages images = Read(text);
        CollectionAssert.AreEqual(new[] { 2, 0, 1, 3 }, images.Truth.ToArray());
        StringAssert.EndsWith(images.Reading, reading);
        Assert.IsEmpty(images.Notes);
    }

    [TestMethod]
    public void LinesForOtherImagesAreCounted()
    {
        LabelledImages images = Read("a 1\nb 1\nmy photo 1\nother.png 1\nanother.png 1\nILSVRC2012_val_00000001 1");
        StringAssert.Contains(images.Notes.Single(), "2 lines");
    }

    [TestMethod]
    [DataRow("a,1\nb,1\n", "no class for 2 of 4 images", "'ILSVRC2012_val_00000001.JPEG'")]
    [DataRow("a,1\nb,1\nmy photo.jpg,1\nILSVRC2012_val_00000001,4\n", "line 4", "'4'", "0..3")]
    [DataRow("a,nothing\nb,nothin\nmy photo.jpg,0\nILSVRC2012_val_00000001,0\n", "line 2", "nearest label 'nothing'")]
    [DataRow("a,1\na.png,2\n", "line 2", "line 1")]
    [DataRow("", "no class for 4 of 4")]
    public void ListsThatDoNotFit(string text, params string[] words)
    {
        ImageFileException e = Assert.ThrowsExactly<ImageFileException>(() => Read(text));
        foreach (string word in words.Append("list.csv"))
        {
            StringAssert.Contains(e.Message, word);
        }
    }

    [TestMethod]
    public void ANameOfTwoImagesMustBeAPath()
    {
        using TemporaryFolder folder = new();
        System.IO.Directory.CreateDirectory(folder.File("one"));
        System.IO.Directory.CreateDirectory(folder.File("two"));
        folder.Write("one/a.png", "x");
        folder.Write("two/a.png", "x");
        string list = folder.Write("list.csv", "a.png,0\ntwo/a.png,1\n");
        ImageFileException e = Assert.ThrowsExactly<ImageFileException>(
            () => LabelledImages.Find(folder.Path, labels, 4, ClassesFrom.List(list)));
        StringAssert.Contains(e.Message, "line 1 names 'a.png', which several images are called");
        folder.Write("list.csv", "one/a.png,0\ntwo/a.png,1\n");
        CollectionAssert.AreEqual(
            new[] { 0, 1 },
            LabelledImages.Find(folder.Path, labels, 4, ClassesFrom.List(list)).Truth.ToArray());
    }

    [TestMethod]
    public void AListThatIsNotThereIsMissed()
    {
        using TemporaryFolder folder = new();
        folder.Write("a.png", "x");
        ImageFileException e = Assert.ThrowsExactly<ImageFileException>(
            () => LabelledImages.Find(folder.Path, labels, 4, ClassesFrom.Parse("folders")));
        StringAssert.Contains(e.Message, "folders: no such file; --classes-from takes 'folder', 'name'");
    }

    private static LabelledImages Read(string text)
    {
        using TemporaryFolder folder = new();
        System.IO.Directory.CreateDirectory(folder.File("sub"));
        foreach (string file in files)
        {
            folder.Write(file, "x");
        }

        return LabelledImages.Find(
            folder.Path, labels, labels.Length, ClassesFrom.List(folder.Write("list.csv", text)));
    }
}
