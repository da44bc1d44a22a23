using System.IO;
using System.Linq;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SqueezeNet.Embedded.Tests.EndToEnd.Cli;

/// <summary>sqnet capture: frames become photos of a class.</summary>
[TestClass]
public sealed class CaptureTests
{
    private readonly TemporaryFolder folder = new();

    [TestCleanup]
    public void RemoveFolder()
    {
        folder.Dispose();
    }

    [TestMethod]
    public void ImagesOfAFolderAreCopiedAsTheyAreUntilThereAreEnough()
    {
        string[] images = [.. Directory.GetFiles(Repository.Cards("samples")).Order(System.StringComparer.Ordinal)];
        folder.Write("frames/0.jpg", File.ReadAllBytes(images[0]));
        folder.Write("frames/1.jpg", File.ReadAllBytes(images[0]));
        folder.Write("frames/2.jpg", "no image");
        folder.Write("frames/3.jpg", File.ReadAllBytes(images[^1]));
        folder.Write("frames/4.jpg", File.ReadAllBytes(images[20]));
        string photos = folder.File("photos");
        JsonElement json = InProcess.Succeed(
            "capture", "--frames", folder.File("frames"), "--label", "ace", "-n", "2", "--into", photos, "--json").Json;
        string[] files = [.. json.GetProperty("files").EnumerateArray().Select(file => file.GetString()!)];
        Assert.HasCount(2, files);
        CollectionAssert.AreEqual(files, Directory.GetFiles(Path.Combine(photos, "ace")).Order().ToArray());
        CollectionAssert.AreEqual(File.ReadAllBytes(images[0]), File.ReadAllBytes(files[0]));
        CollectionAssert.AreEqual(File.ReadAllBytes(images[^1]), File.ReadAllBytes(files[1]));
        Assert.AreEqual(1, json.GetProperty("duplicates").GetInt32());
        Assert.AreEqual(1, json.GetProperty("unreadable").GetInt32());
    }

    [TestMethod]
    public void RawFramesBecomePngAndWrongArgumentsWriteNothing()
    {
        byte[] frames = [.. Enumerable.Repeat((byte)10, 256), .. Enumerable.Repeat((byte)200, 256), 1, 2];
        string photos = folder.File("photos");
        Sqnet run = Sqnet.Run(frames, "capture", "--raw", "16x16:gray", "--label", "wall", "--into", photos);
        Assert.AreEqual(0, run.ExitCode, run.Errors);
        StringAssert.Contains(run.Output, "2 photos of 'wall'");
        StringAssert.Contains(run.Errors, "The last frame has 2 of 256 bytes");
        Assert.HasCount(2, Directory.GetFiles(Path.Combine(photos, "wall"), "wall_*_00?.png"));

        string other = folder.File("other");
        InProcess.Fail(2, "Give either --frames DIR or --raw", "capture", "--label", "x", "--into", other);
        InProcess.Fail(
            3, "A folder '_x' is taken for no class", "capture", "--raw", "4x4:gray", "--label", "_x", "--into", other);
        InProcess.Fail(
            3, "no such folder", "capture", "--frames", folder.File("no"), "--label", "x", "--into", other);
        Assert.IsFalse(Directory.Exists(other));
    }
}
