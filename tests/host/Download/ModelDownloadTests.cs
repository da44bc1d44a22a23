using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Host.Download;

namespace SqueezeNet.Embedded.Tests.Host.Download;

/// <summary>Downloads from servers that work, and from servers that fail in every way.</summary>
[TestClass]
public sealed class ModelDownloadTests
{
    private static readonly DownloadSettings quick = new()
    {
        Stall = TimeSpan.FromSeconds(20),
        Attempts = 3,
        Backoff = TimeSpan.FromMilliseconds(5),
        LongestWait = TimeSpan.FromMilliseconds(50),
    };

    private readonly TemporaryFolder folder = new();
    private readonly byte[] file = Bytes(1, 300_000);

    private string Target => Path.Combine(folder.Path, "model.bin");

    private string Part => Target + ".part";

    [TestCleanup]
    public void Cleanup() => folder.Dispose();

    [TestMethod]
    public async Task AFileIsDownloadedOnceAndVerifiedEveryTime()
    {
        using LocalServer server = new(r => ServerReply.File(r, file));
        DownloadedModel first = await Pull(server);
        Assert.AreEqual((Target, server.Address, false), (first.Path, first.Source, first.Cached));
        DownloadedModel second = await Pull(server);
        Assert.AreEqual((Target, null, true), (second.Path, second.Source, second.Cached));
        Assert.HasCount(1, server.Requests);

        byte[] damaged = [.. file];
        damaged[100] ^= 1;
        File.WriteAllBytes(Target, damaged);
        Assert.IsFalse((await Pull(server)).Cached);
        RequireOnlyTheFile();
    }

    [TestMethod]
    public async Task ProgressReachesTheEnd()
    {
        using LocalServer server = new(r => ServerReply.File(r, file));
        List<long> seen = [];
        using ModelDownload download = new(Model(server.Address), folder.Path, quick, new Recorder(seen));
        await download.Run(CancellationToken.None);
        Assert.AreEqual(file.Length, seen[^1]);
        CollectionAssert.AreEqual(seen.Order().ToArray(), seen);
    }

    [TestMethod]
    public async Task BrokenConnectionsAreContinued()
    {
        Random random = new(2);
        for (int round = 0; round < 20; round++)
        {
            File.Delete(Target);
            int breaks = random.Next(1, quick.Attempts);
            using LocalServer server = new(r =>
            {
                ServerReply reply = ServerReply.File(r, file);
                return breaks-- > 0
                    ? Keep(
                        reply, new ServerReply(reply.Status, reply.Body) { CutAfter = random.Next(reply.Body.Length) })
                    : reply;
            });
            await Pull(server);
            RequireOnlyTheFile();
            Assert.IsTrue(
                server.Requests.Skip(1).All(r => !r.Headers.ContainsKey("range") || r.Headers["if-range"] == "\"1\""));
        }
    }

    [TestMethod]
    public async Task ALaterRunGoesOnWhereTheFirstStopped()
    {
        using LocalServer broken = new(r => Keep(
            ServerReply.File(r, file), new ServerReply(200, file) { StallAfter = 200_000 }));
        using ModelDownload first = new(
            Model(broken.Address), folder.Path, quick with { Stall = TimeSpan.FromSeconds(1) });
        DownloadException e = await Assert.ThrowsExactlyAsync<DownloadException>(
            () => first.Run(CancellationToken.None));
        Assert.AreEqual(DownloadFailure.Unreachable, e.Failure);
        Assert.Contains("nothing came for 1 seconds, 3 attempts. 200000 of 300000 bytes are kept", e.Message);
        Assert.AreEqual(200_000, new FileInfo(Part).Length);
        using LocalServer server = new(r => ServerReply.File(r, file));
        await Pull(server);
        Assert.AreEqual(100_000, server.Sent);
        RequireOnlyTheFile();
    }

    [TestMethod]
    public async Task AServerWithoutRangesIsReadFromTheBeginning()
    {
        File.WriteAllBytes(Part, file[..1000]);
        using LocalServer server = new(_ => new ServerReply(200, file));
        await Pull(server);
        Assert.AreEqual("bytes=1000-", server.Requests.Single().Headers["range"]);
        RequireOnlyTheFile();
    }

    [TestMethod]
    public async Task AFileThatChangedMeanwhileIsReadFromTheBeginning()
    {
        byte[] old = Bytes(2, file.Length);
        int count = 0;
        using LocalServer server = new(r => count++ == 0
            ? Keep(ServerReply.File(r, old, "\"old\""), new ServerReply(200, old) { CutAfter = 5000 })
            : ServerReply.File(r, file, "\"new\""));
        await Pull(server);
        RequireOnlyTheFile();
    }

    [TestMethod]
    public async Task BytesOfAnotherVersionAreNoticedInTheEnd()
    {
        // This server has no versions and continues any beginning.
        File.WriteAllBytes(Part, Bytes(3, 5000));
        using LocalServer server = new(r => ServerReply.File(r, file));
        await Pull(server);
        Assert.HasCount(2, server.Requests);
        RequireOnlyTheFile();
    }

    [TestMethod]
    [DataRow(300_000)]
    [DataRow(300_001)]
    public async Task ACompletePartIsVerifiedAndNotBelieved(int length)
    {
        File.WriteAllBytes(Part, Bytes(4, length));
        using LocalServer server = new(r => ServerReply.File(r, file));
        await Pull(server);
        RequireOnlyTheFile();
        File.Move(Target, Part);
        using LocalServer none = new(_ => new ServerReply(500, []));
        await Pull(none);
        Assert.IsEmpty(none.Requests);
    }

    [TestMethod]
    public async Task OtherContentIsRefusedAndNotKept()
    {
        byte[] other = [.. file];
        other[^1] ^= 1;
        using LocalServer server = new(r => ServerReply.File(r, other));
        await Fails(server, DownloadFailure.WrongContent, "SHA-256", "not the pinned");
        Assert.HasCount(1, server.Requests);
        Assert.IsEmpty(Directory.GetFiles(folder.Path));
    }

    [TestMethod]
    [DataRow(299_999)]
    [DataRow(300_001)]
    [DataRow(0)]
    public async Task OtherLengthsAreRefusedBeforeTheyAreRead(int length)
    {
        using LocalServer server = new(_ => new ServerReply(200, new byte[length]));
        await Fails(server, DownloadFailure.WrongContent, $"{length} bytes", "300000");
        Assert.IsEmpty(Directory.GetFiles(folder.Path));
    }

    [TestMethod]
    public async Task AnEndlessAnswerIsCutOff()
    {
        using LocalServer server = new(_ => new ServerReply(200, new byte[50_000]) { Declared = -1, Endless = true });
        await Fails(server, DownloadFailure.WrongContent, "or more");
        Assert.IsLessThan(64L << 20, server.Sent);
        Assert.IsEmpty(Directory.GetFiles(folder.Path));
    }

    [TestMethod]
    public async Task AnAnswerWithoutALengthMayEndEarly()
    {
        int count = 0;
        using LocalServer server = new(r => count++ == 0
            ? new ServerReply(200, file[..70_000]) { Declared = -1 }.With("ETag", "\"1\"")
            : ServerReply.File(r, file));
        await Pull(server);
        Assert.AreEqual(file.Length, server.Sent);
    }

    [TestMethod]
    public async Task ASlowServerIsWaitedForAsLongAsItSends()
    {
        using LocalServer server = new(_ => new ServerReply(200, file[..40_000]) { Trickle = 75 });
        PublicModel model = Model(server.Address, file[..40_000]);
        using ModelDownload download = new(model, folder.Path, quick with { Stall = TimeSpan.FromSeconds(2) });
        await download.Run(CancellationToken.None);
        Assert.HasCount(1, server.Requests);
    }

    [TestMethod]
    [DataRow(301)]
    [DataRow(302)]
    [DataRow(303)]
    [DataRow(307)]
    [DataRow(308)]
    public async Task RedirectsAreFollowedToAnotherServer(int status)
    {
        using LocalServer server = new(r => ServerReply.File(r, file));
        using LocalServer first = new(r => r.Path == "/model.bin"
            ? ServerReply.Redirect(status, "/moved") : ServerReply.Redirect(status, server.Address.ToString()));
        await Pull(first);
        Assert.HasCount(2, first.Requests);
        RequireOnlyTheFile();
    }

    [TestMethod]
    [DataRow("/model.bin", "more than 8 redirects")]
    [DataRow("file:///etc/passwd", "not followed")]
    [DataRow("ftp://127.0.0.1/model.bin", "not followed")]
    [DataRow("", "not followed|more than 8 redirects")]
    public async Task RedirectsThatLeadNowhere(string location, string words)
    {
        using LocalServer server = new(_ => ServerReply.Redirect(302, location));
        DownloadException e = await Fails(server, DownloadFailure.Unreachable);
        Assert.IsTrue(words.Split('|').Any(w => e.Message.Contains(w, StringComparison.Ordinal)), e.Message);
        Assert.IsLessThan(12, server.Requests.Count);
    }

    [TestMethod]
    public void EncryptionIsNotGivenUp()
    {
        Uri secure = new("https://example.com/a");
        Assert.ThrowsExactly<DownloadException>(() => Redirects.Follow(secure, new Uri("http://example.com/b")));
        Assert.ThrowsExactly<DownloadException>(() => Redirects.Follow(secure, null));
        Assert.AreEqual("http://127.0.0.1/b", Redirects.Follow(secure, new Uri("http://127.0.0.1/b")).ToString());
        Assert.AreEqual("https://example.com/b", Redirects.Follow(secure, new Uri("b", UriKind.Relative)).ToString());
        Assert.AreEqual(
            "https://example.com/b",
            Redirects.Follow(new Uri("http://example.com/a"), new Uri("https://example.com/b")).ToString());
    }

    [TestMethod]
    [DataRow(404, 1)]
    [DataRow(403, 1)]
    [DataRow(500, 3)]
    [DataRow(503, 3)]
    [DataRow(429, 3)]
    public async Task ErrorsOfTheServer(int status, int requests)
    {
        using LocalServer server = new(_ => new ServerReply(status, "<html>"u8.ToArray()).With("Retry-After", "3600"));
        await Fails(server, DownloadFailure.Unreachable, $"answers {status}");
        Assert.HasCount(requests, server.Requests);
        Assert.IsEmpty(Directory.GetFiles(folder.Path));
    }

    [TestMethod]
    public async Task ARangeThatCannotBeServedStartsAgain()
    {
        File.WriteAllBytes(Part, file[..1000]);
        int count = 0;
        using LocalServer server = new(r => count++ == 0 ? new ServerReply(416, []) : ServerReply.File(r, file));
        await Pull(server);
        RequireOnlyTheFile();
    }

    [TestMethod]
    [DataRow("bytes 999-299999/300000")]
    [DataRow("bytes 1000-299999/400000")]
    [DataRow("bytes */300000")]
    [DataRow("lines 1-2/3")]
    public async Task APartThatWasNotAskedForStartsAgain(string range)
    {
        File.WriteAllBytes(Part, file[..1000]);
        int count = 0;
        using LocalServer server = new(r => count++ == 0
            ? new ServerReply(206, file[1000..]).With("Content-Range", range) : ServerReply.File(r, file));
        await Pull(server);
        RequireOnlyTheFile();
    }

    [TestMethod]
    public async Task TheNextSourceIsTriedAndGoesOn()
    {
        using LocalServer gone = new(_ => new ServerReply(404, []));
        using LocalServer wrong = new(_ => new ServerReply(200, Bytes(9, file.Length)));
        using LocalServer broken = new(
            r => Keep(ServerReply.File(r, file), new ServerReply(200, file) { CutAfter = 250_000 }));
        using LocalServer server = new(r => ServerReply.File(r, file));
        PublicModel model = Model(gone.Address) with
        {
            Sources = [gone.Address, wrong.Address, broken.Address, server.Address],
        };
        using ModelDownload download = new(model, folder.Path, quick with { Attempts = 1 });
        Assert.AreEqual(server.Address, (await download.Run(CancellationToken.None)).Source);
        Assert.IsLessThan(file.Length, server.Sent);
        RequireOnlyTheFile();
    }

    [TestMethod]
    public async Task NobodyListening()
    {
        LocalServer server = new(_ => new ServerReply(200, []));
        server.Dispose();
        await Fails(server, DownloadFailure.Unreachable, "refused", "Without a network");
    }

    [TestMethod]
    public async Task AnUnknownHostIsNotTriedAgain()
    {
        PublicModel model = Model(new Uri("http://host.invalid/model.bin"));
        using ModelDownload download = new(
            model, folder.Path,
            quick with { Backoff = TimeSpan.FromMinutes(5), LongestWait = TimeSpan.FromMinutes(5) });
        DownloadException e = await Assert.ThrowsExactlyAsync<DownloadException>(
            () => download.Run(CancellationToken.None));
        Assert.Contains("host.invalid", e.Message);
    }

    [TestMethod]
    public async Task CancellingLeavesAPartThatIsContinued()
    {
        using CancellationTokenSource cancel = new();
        using LocalServer slow = new(
            r => Keep(ServerReply.File(r, file), new ServerReply(200, file) { StallAfter = 100_000 }));
        using ModelDownload download = new(
            Model(slow.Address), folder.Path, quick with { Stall = TimeSpan.FromMinutes(5) },
            new Callback(done => { if (done >= 100_000) { cancel.Cancel(); } }));
        await Assert.ThrowsAsync<OperationCanceledException>(() => download.Run(cancel.Token));
        CollectionAssert.AreEquivalent(
            new[] { Part, Part + ".version" }, Directory.GetFiles(folder.Path));
        using LocalServer server = new(r => ServerReply.File(r, file));
        await Pull(server);
        Assert.AreEqual(200_000, server.Sent);
    }

    [TestMethod]
    public async Task PlacesThatCannotBeWritten()
    {
        using LocalServer server = new(r => ServerReply.File(r, file));
        Directory.CreateDirectory(Path.Combine(Part, "x"));
        await Fails(server, DownloadFailure.Storage, "cannot be written", "--cache");
        string occupied = folder.Write("a-file", [1]);
        using ModelDownload download = new(Model(server.Address), occupied, quick);
        DownloadException e = await Assert.ThrowsExactlyAsync<DownloadException>(
            () => download.Run(CancellationToken.None));
        Assert.AreEqual(DownloadFailure.Storage, e.Failure);
    }

    [TestMethod]
    public async Task TwoAtOnceDoNotMixTheirBytes()
    {
        using LocalServer server = new(_ => new ServerReply(200, file) { Trickle = 1 });
        int stopped = 0;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            try
            {
                await Pull(server);
            }
            catch (DownloadException e) when (e.Failure == DownloadFailure.Storage)
            {
                Interlocked.Increment(ref stopped);
            }
        }));
        Assert.IsLessThan(4, stopped);
        RequireOnlyTheFile();
    }

    [TestMethod]
    public void ThePinnedModelsAreWellFormed()
    {
        foreach (PublicModel model in PublicModels.All)
        {
            Assert.HasCount(64, model.Sha256);
            Assert.IsTrue(model.Sha256.All(char.IsAsciiHexDigitLower) && model.Bytes > 0 && model.Notice.Length > 0);
            Assert.IsTrue(model.Sources.All(
                s => s.Scheme == "https" && s.AbsolutePath.EndsWith(model.File, StringComparison.Ordinal)));
            Assert.AreSame(model, PublicModels.Find(model.Name));
        }

        Assert.IsNull(PublicModels.Find("resnet"));
    }

    private static byte[] Bytes(int seed, int count)
    {
        byte[] bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    /// <summary>A reply that fails, with the headers of one that does not.</summary>
    private static ServerReply Keep(ServerReply headers, ServerReply reply)
    {
        headers.Headers.ToList().ForEach(h => reply.With(h.Key, h.Value));
        return reply with { Status = headers.Status };
    }

    private PublicModel Model(Uri source, byte[]? content = null)
    {
        byte[] pinned = content ?? file;
        return new PublicModel
        {
            Name = "test",
            File = "model.bin",
            Bytes = pinned.Length,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(pinned)),
            Sources = [source],
            Licence = "MIT",
            Notice = "A test.",
        };
    }

    private async Task<DownloadedModel> Pull(LocalServer server)
    {
        using ModelDownload download = new(Model(server.Address), folder.Path, quick);
        return await download.Run(CancellationToken.None);
    }

    private async Task<DownloadException> Fails(LocalServer server, DownloadFailure failure, params string[] words)
    {
        DownloadException e = await Assert.ThrowsExactlyAsync<DownloadException>(() => Pull(server));
        Assert.AreEqual(failure, e.Failure, e.Message);
        words.ToList().ForEach(w => Assert.Contains(w, e.Message));
        return e;
    }

    private void RequireOnlyTheFile()
    {
        CollectionAssert.AreEqual(new[] { Target }, Directory.GetFiles(folder.Path));
        CollectionAssert.AreEqual(file, File.ReadAllBytes(Target));
    }

    private sealed class Recorder(List<long> seen) : IProgress<long>
    {
        public void Report(long value) => seen.Add(value);
    }

    private sealed class Callback(Action<long> action) : IProgress<long>
    {
        public void Report(long value) => action(value);
    }
}
