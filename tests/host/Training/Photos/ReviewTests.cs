using System.IO;
using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Training;
using SqueezeNet.Embedded.Host.Training.Photos;

namespace SqueezeNet.Embedded.Tests.Host.Training.Photos;

/// <summary>What a person decides of photos in the wrong class is carried out, or nothing of it.</summary>
[TestClass]
public sealed class ReviewTests
{
    private readonly PhotoFolder folder = new();

    [TestInitialize]
    public void Fill()
    {
        folder.Add("cat", 3).Add("dog", 3).Add("dog/day", "1").Add("Background", 1);
    }

    [TestCleanup]
    public void RemoveFolder()
    {
        folder.Dispose();
    }

    [TestMethod]
    public void PhotosAreMovedAndRemovedAndNoFileIsReplaced()
    {
        byte[] moved = File.ReadAllBytes(folder.File("cat/1.ppm"));
        byte[] stays = File.ReadAllBytes(folder.File("dog/1.ppm"));
        ReviewFile review = Write(
            new("cat/1.ppm", "cat", "dog", 0.98, "move:dog"),
            new("cat/2.ppm", "cat", "dog", 0.9),
            new("cat/3.ppm", "cat", "dog", 0.8, "remove"),
            new("dog/day/1.ppm", "dog", "cat", 0.7, "move: background"),
            new("dog/2.ppm", "dog", "cat", 0.7, "move:cat"));
        ReviewMove[] moves = [.. review.Plan(folder.Path)];
        Assert.HasCount(4, moves);
        Assert.IsTrue(moves.All(move => File.Exists(move.From) && !File.Exists(move.To)), "planning moves nothing");
        ReviewFile.Apply(moves);
        CollectionAssert.AreEqual(moved, File.ReadAllBytes(folder.File("dog/1_2.ppm")));
        CollectionAssert.AreEqual(stays, File.ReadAllBytes(folder.File("dog/1.ppm")));
        Assert.IsTrue(File.Exists(folder.File(".removed/cat/3.ppm")));
        Assert.IsTrue(File.Exists(folder.File("Background/1_2.ppm")));
        CollectionAssert.AreEqual(
            new[] { "2.ppm", "2_2.ppm" },
            Directory.GetFiles(folder.File("cat")).Select(Path.GetFileName).Order().ToArray());
    }

    [TestMethod]
    [DataRow("cat/9.ppm", "cat", "remove", "There is no such file")]
    [DataRow("cat/1.ppm", "cat", "mvoe:dog", "The action 'mvoe:dog' is none of 'keep', 'remove' and 'move:LABEL'.")]
    [DataRow("cat/1.ppm", "cat", "move:dgo", "There is no class 'dgo'")]
    [DataRow("cat/1.ppm", "cat", "move:../..", "There is no class '../..'")]
    [DataRow("cat/1.ppm", "cat", "move:cat", "It is in 'cat' already")]
    [DataRow("cat/1.ppm", "dog", "remove", "It is not in the folder of its class 'dog'")]
    [DataRow("cat/../../1.ppm", "cat", "remove", "It is not in the folder of its class 'cat'")]
    [DataRow("dog/1.ppm", "dog", "remove", "Another entry names the same file")]
    public void WhatCannotBeMeantEndsTheReviewBeforeTheFirstMove(string file, string label, string action, string says)
    {
        ReviewFile review = Write(
            new("dog/1.ppm", "dog", "cat", 0.9, "move:cat"), new(file, label, "dog", 0.5, action));
        TrainingException e = Assert.ThrowsExactly<TrainingException>(() => review.Plan(folder.Path));
        StringAssert.Contains(e.Message, $"mine.review.json, entry 2 ({file}): {says}");
        Assert.IsTrue(File.Exists(folder.File("dog/1.ppm")));
    }

    [TestMethod]
    public void AMoveThatFailsTakesThoseBeforeItBack()
    {
        ReviewMove[] moves =
        [
            new(folder.File("cat/1.ppm"), folder.File("dog/new.ppm")),
            new(folder.File("cat/2.ppm"), folder.File("dog/2.ppm")),
        ];
        Assert.ThrowsExactly<IOException>(() => ReviewFile.Apply(moves));
        Assert.IsTrue(File.Exists(folder.File("cat/1.ppm")));
        Assert.IsFalse(File.Exists(folder.File("dog/new.ppm")));
    }

    [TestMethod]
    public void AFileThatAPersonEditedIsReadAndOneThatIsNoneIsNamedWithItsLine()
    {
        string file = folder.Write("x.json", Encoding.UTF8.GetBytes(
            """
            [ // mine
              {"file": "cat/1.ppm", "label": "cat", "named": "dog", "probability": 0.5, "action": "keep"},
            ]
            """));
        Assert.AreEqual(new ReviewEntry("cat/1.ppm", "cat", "dog", 0.5), ReviewFile.Read(file).Entries.Single());
        Refuses("[\n{\"file\": \"a\", \"label\": null}]", "x.json, line 2: this is no array of entries");
        Refuses("{}", "x.json, line 1: this is no array");
        Refuses("[\n\n{\"file\": ]", "x.json, line 3:");
        TrainingException e = Assert.ThrowsExactly<TrainingException>(() => ReviewFile.Read(folder.File("no.json")));
        StringAssert.Contains(e.Message, "no.json: no such file; name the file that training writes");
    }

    private void Refuses(string text, string message)
    {
        string file = folder.Write("x.json", Encoding.UTF8.GetBytes(text));
        TrainingException e = Assert.ThrowsExactly<TrainingException>(() => ReviewFile.Read(file));
        StringAssert.Contains(e.Message, message);
    }

    private ReviewFile Write(params ReviewEntry[] entries)
    {
        string file = folder.Write("mine.review.json", ReviewFile.Write(entries));
        ReviewFile read = ReviewFile.Read(file);
        CollectionAssert.AreEqual(entries, read.Entries.ToArray());
        return read;
    }
}
