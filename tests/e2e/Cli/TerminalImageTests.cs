using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Cli.Commands;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Tests.EndToEnd.Cli;

/// <summary>What is drawn where, without a terminal.</summary>
[TestClass]
public sealed partial class TerminalImageTests
{
    private static readonly RgbImage black = new(8, 4, new byte[3 * 8 * 4]);

    /// <summary>The left half of a camera that lies on its side is the upper half of what is seen.</summary>
    [TestMethod]
    [DataRow(0, "####....", "#..#....", "#..#....", "####....")]
    [DataRow(90, "####", "#..#", "#..#", "####", "....", "....", "....", "....")]
    [DataRow(180, "....####", "....#..#", "....#..#", "....####")]
    [DataRow(270, "....", "....", "....", "....", "####", "#..#", "#..#", "####")]
    public void MarksTurnWithTheImage(int degrees, params string[] expected)
    {
        RgbImage turned = black.Turn(degrees);
        new ImageMark(0, 0, 0.5, 1, true).Turn(degrees).Draw(turned, 1);

        CollectionAssert.AreEqual(expected, Enumerable.Range(0, turned.Height).Select(y => string.Concat(
            Enumerable.Range(0, turned.Width).Select(x => IsGreen(turned, x, y) ? '#' : '.'))).ToArray());
    }

    [TestMethod]
    public void ImagesTurnClockwise()
    {
        RgbImage image = new(2, 1, [1, 1, 1, 2, 2, 2]);
        CollectionAssert.AreEqual(new byte[] { 1, 1, 1, 2, 2, 2 }, image.Turn(90).Pixels);
        CollectionAssert.AreEqual(new byte[] { 2, 2, 2, 1, 1, 1 }, image.Turn(180).Pixels);
        CollectionAssert.AreEqual(new byte[] { 2, 2, 2, 1, 1, 1 }, image.Turn(270).Pixels);
        Assert.AreEqual((1, 2), (image.Turn(270).Width, image.Turn(270).Height));
    }

    [TestMethod]
    public void TheRegionOfTheSnapshotIsTheStrongOne()
    {
        Assert.HasCount(0, SeenMarks.Of(new SnapshotMeta { Width = 8, Height = 8 }), "older firmware");
        Assert.AreEqual("0.25 True", Text(SeenMarks.Of(Meta("door", 2))), "the only one");
        SeenRegion[] all = [Region("table", 4), Region("door", 2), Region("shelf", 0)];
        Assert.AreEqual(
            "0.5 False, 0 False, 0.25 True", Text(SeenMarks.Of(Meta("door", 2) with { Regions = all })));
    }

    /// <summary>Four pixels wide and two lines high, or as much as is there.</summary>
    [TestMethod]
    public void HalfBlocksFillWhatTheyAreGiven()
    {
        string[] lines = TerminalImage.HalfBlocks(
            black, [new ImageMark(0, 0, 1, 1, true), new ImageMark(0, 0, 0.5, 1, false)], 4, 10).TrimEnd().Split('\n');

        Assert.HasCount(1, lines);
        Assert.AreEqual(4, Block().Count(lines[0]));
        StringAssert.Contains(lines[0], "38;2;127;255;127;48;2;127;255;127m");
        StringAssert.Contains(lines[0], "38;2;0;255;0;48;2;0;255;0m");
    }

    [TestMethod]
    [DataRow("\u001b[6;20;10t\u001b[?62;4;22c", 10, 20)]
    [DataRow("\u001b[?62;4c", 8, 16)]
    [DataRow("\u001b[6;20;10t\u001b[?62;22c", 0, 0)]
    [DataRow("\u001b[6;20;10t", 0, 0)]
    [DataRow("", 0, 0)]
    public void TerminalsSayHowLargeACharacterIs(string answer, int width, int height)
    {
        SixelTerminal? terminal = SixelTerminal.Of(answer);
        Assert.AreEqual((width, height), (terminal?.CellWidth ?? 0, terminal?.CellHeight ?? 0));
    }

    private static SnapshotMeta Meta(string region, int left)
    {
        return new SnapshotMeta { Region = region, Width = 8, Height = 8, Seen = new SeenRectangle(left, 0, 4, 4) };
    }

    private static SeenRegion Region(string name, int left)
    {
        return new SeenRegion(name, new SeenRectangle(left, 0, 4, 4));
    }

    private static string Text(ImageMark[] marks)
    {
        return string.Join(", ", marks.Select(mark => System.FormattableString.Invariant(
            $"{mark.Left} {mark.IsStrong}")));
    }

    private static bool IsGreen(RgbImage image, int x, int y)
    {
        return image.Pixels[(3 * ((y * image.Width) + x)) + 1] == 255;
    }

    [GeneratedRegex("▀")]
    private static partial Regex Block();
}
