using System;
using System.Collections;
using System.Collections.Generic;
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
    [DataRow("cat/\0.ppm", "cat", "remove", "No file has such a name")]
    [DataRow("dog/1.ppm", "dog", "remove", "Another entry names the same file")]
    public void WhatCannotBeMeantEndsTheReviewBeforeTheFirstMove(string file, string label, string action, string says)
    {
        ReviewFile review = Write(
            new("dog/1.ppm", "dog", "cat", 0.9, "move:cat"), new(file, label, "dog", 0.5, action));
        TrainingException e = Assert.ThrowsExactly<TrainingException>(() => review.Plan(folder.Path));
        StringAssert.Contains(e.Message, $"mine.review.json, entry 2 ({file}): {says}");
        Assert.IsTrue(File.Exists(folder.File("dog/1.ppm")));
    }

    /// <summary>As sqnet writes it where --background names a folder of PHOTOS with another name.</summary>
    [TestMethod]
    public void AClassOfAnyNameIsOneWhereAnEntryIsOfIt()
    {
        folder.Add("_none", 1);
        ReviewFile review = Write(
            new("_none/1.ppm", "_none", "cat", 0.9, "move:cat"), new("cat/1.ppm", "cat", "_none", 0.9, "move:_none"));
        ReviewMove[] moves = [.. review.Plan(folder.Path)];
        Assert.AreEqual(folder.File("cat/1_2.ppm"), moves[0].To);
        Assert.AreEqual(folder.File("_none/1_2.ppm"), moves[1].To);
    }

    [TestMethod]
    public void NamesThatDifferInTheirLettersCaseAreTwoFilesOnLinuxAlone()
    {
        folder.Add("cat", "A", "a");
        ReviewFile review = Write(
            new("cat/A.ppm", "cat", "dog", 0.9, "move:dog"), new("cat/a.ppm", "cat", "dog", 0.9, "move:dog"));
        if (OperatingSystem.IsLinux())
        {
            Assert.HasCount(2, review.Plan(folder.Path));
        }
        else
        {
            Assert.ThrowsExactly<TrainingException>(() => review.Plan(folder.Path));
        }
    }

    /// <summary>A review moves within PHOTOS.</summary>
    [TestMethod]
    public void AFileThatALinkLeadsToOutsideIsNotMoved()
    {
        using PhotoFolder other = new();
        other.Add("x", 1);
        Directory.CreateSymbolicLink(folder.File("cat/link"), other.File("x"));
        ReviewFile review = Write(new ReviewEntry("cat/link/1.ppm", "cat", "dog", 0.9, "remove"));
        TrainingException e = Assert.ThrowsExactly<TrainingException>(() => review.Plan(folder.Path));
        StringAssert.Contains(e.Message, "It is not in the folder of its class 'cat'");
    }

    [TestMethod]
    public void DecisionsAreOpenUntilTheyAreCarriedOut()
    {
        ReviewFile review = Write(
            new("cat/1.ppm", "cat", "dog", 0.9, "move:dog"), new("cat/2.ppm", "cat", "dog", 0.9));
        Assert.AreEqual("cat/1.ppm", review.Open(folder.Path).Single().File);
        ReviewFile.Apply(review.Plan(folder.Path));
        Assert.IsEmpty(review.Open(folder.Path));
    }

    [TestMethod]
    public void WhatCannotBePutBackIsNamedWithTheFirstFaultAndAllElseIs()
    {
        Disturbed moves = new(
            [
                new(folder.File("cat/1.ppm"), folder.File("dog/new.ppm")),
                new(folder.File("cat/2.ppm"), folder.File("dog/more.ppm")),
                new(folder.File("cat/9.ppm"), folder.File("dog/9.ppm")),
            ],
            () => folder.Write("cat/2.ppm", [1]));
        IOException e = Assert.ThrowsExactly<IOException>(() => ReviewFile.Apply(moves));
        StringAssert.Contains(e.Message, "9.ppm");
        StringAssert.Contains(e.Message, $"{folder.File("cat/2.ppm")} is in {folder.File("dog/more.ppm")}");
        Assert.IsTrue(File.Exists(folder.File("cat/1.ppm")));
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
        Refuses("[null]", "x.json, entry 1: this is null; remove it.");
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

    /// <summary>Moves of which somebody disturbs the last one.</summary>
    private sealed class Disturbed(ReviewMove[] moves, Action disturb) : IReadOnlyList<ReviewMove>
    {
        public int Count => moves.Length;

        public ReviewMove this[int index] => moves[index];

        public IEnumerator<ReviewMove> GetEnumerator()
        {
            foreach (ReviewMove move in moves)
            {
                if (move == moves[^1])
                {
                    disturb();
                }

                yield return move;
            }
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
