using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SqueezeNet.Embedded.Tests.EndToEnd.Cli;

/// <summary>sqnet pull from a server on this computer.</summary>
[TestClass]
public sealed class PullTests
{
    private const string File10 = "compressed_SqueezeNet.net";
    private const int Bytes10 = 675_763;

    private readonly TemporaryFolder folder = new();

    private string Cache => folder.File("cache");

    [TestCleanup]
    public void RemoveFolder()
    {
        folder.Dispose();
    }

    [TestMethod]
    public void ThePublishedFileIsPulledOnceAndUsable()
    {
        byte[] file = File.ReadAllBytes(
            Repository.Shared(Path.Combine("models", "squeezenet_v1.0_deep_compression.net")));
        using LocalServer server = new(r => ServerReply.File(r, file));
        JsonElement json = InProcess.Succeed(Pull(server, "--json")).Json;
        string path = folder.File(File10);
        Assert.AreEqual(path, json.GetProperty("file").GetString());
        Assert.AreEqual(Bytes10, json.GetProperty("bytes").GetInt64());
        Assert.AreEqual(server.Address.ToString(), json.GetProperty("source").GetString());
        Assert.IsFalse(json.GetProperty("cached").GetBoolean());
        Assert.AreEqual("BSD-2-Clause", json.GetProperty("licence").GetString());
        string labels = json.GetProperty("labels").GetString()!;
        Assert.AreEqual(folder.File("imagenet-labels.txt"), labels);
        Assert.AreEqual("toilet paper", File.ReadAllLines(labels)[999]);
        InProcess.Succeed("plan", path, "--ram", "200K");

        File.Delete(path);
        Sqnet again = InProcess.Succeed(Pull(server));
        StringAssert.Contains(again.Output, "from the cache");
        StringAssert.Contains(again.Output, "licence BSD-2-Clause");
        Assert.HasCount(1, server.Requests);

        File.WriteAllText(path, "mine");
        InProcess.Fail(4, "another file of this name", Pull(server));
        Assert.AreEqual("mine", File.ReadAllText(path));

        File.Delete(path);
        File.WriteAllText(labels, "mine");
        InProcess.Fail(4, "imagenet-labels.txt: there is another file of this name", Pull(server));
        Assert.IsFalse(File.Exists(path));

        // The labels' place is taken: the model does not come alone.
        File.Delete(labels);
        Directory.CreateDirectory(labels);
        InProcess.Fail(4, "imagenet-labels.txt: cannot be written: this is a folder", Pull(server));
        Assert.IsFalse(File.Exists(path));
    }

    [TestMethod]
    public void OtherContentIsExitCode3()
    {
        using LocalServer other = new(_ => new ServerReply(200, new byte[Bytes10]));
        InProcess.Fail(3, "not the pinned", Pull(other));
        using LocalServer page = new(_ => new ServerReply(200, "<html>log in"u8.ToArray()));
        InProcess.Fail(3, "login page", Pull(page));
        Assert.IsEmpty(Directory.GetFiles(Cache));
        Assert.IsEmpty(Directory.GetFiles(folder.Path));
    }

    [TestMethod]
    public void AServerThatFailsIsExitCode4()
    {
        using LocalServer server = new(_ => new ServerReply(404, []));
        InProcess.Fail(4, "404", Pull(server));
        Assert.AreEqual("/models/" + File10, AtMirror(server));
        InProcess.Fail(
            4, "cannot be written", "pull", "squeezenet1.0", "--url", server.Address.ToString(), "--to",
            Path.Combine(folder.Write("file", "x"), "none"));
    }

    [TestMethod]
    public void ArgumentsThatAreWrong()
    {
        InProcess.Fail(2, "squeezenet9", "pull", "squeezenet9");
        InProcess.Fail(
            2, "no http or https URL", "pull", "squeezenet1.0", "--url", "ftp://example.com/", "--to", folder.Path,
            "--cache", Cache);
        InProcess.Fail(2, "--timeout", "pull", "squeezenet1.0", "--timeout", "0");
    }

    [TestMethod]
    public void CtrlCLeavesOnlyWhatCanBeContinued()
    {
        using LocalServer server = new(
            r => new ServerReply(200, new byte[Bytes10]) { StallAfter = 300_000 }.With("ETag", "\"1\""));
        string part = Path.Combine(Cache, File10 + ".part");
        Sqnet result = Sqnet.Interrupt(() => File.Exists(part) && new FileInfo(part).Length > 0, Pull(server));
        Assert.AreEqual(130, result.ExitCode, result.Errors);
        Assert.IsEmpty(Directory.GetFiles(folder.Path));
        CollectionAssert.AreEqual(new[] { part, part + ".version" }, Directory.GetFiles(Cache).Order().ToArray());
        using LocalServer next = new(r => ServerReply.File(r, new byte[Bytes10]));
        InProcess.Run(Pull(next));
        StringAssert.StartsWith(next.Requests.First().Headers["range"], "bytes=");
    }

    private string[] Pull(LocalServer server, params string[] more)
    {
        return
        [
            "pull", "squeezenet1.0", "--url", server.Address.ToString(), "--to", folder.Path, "--cache", Cache,
            "--timeout", "60", .. more,
        ];
    }

    /// <summary>The path that is asked for when the URL is a folder's.</summary>
    private string AtMirror(LocalServer server)
    {
        Uri models = new(server.Address, "/models/");
        InProcess.Run("pull", "squeezenet1.0", "--url", models.ToString(), "--to", folder.Path, "--cache", Cache);
        return server.Requests.Last().Path;
    }
}
