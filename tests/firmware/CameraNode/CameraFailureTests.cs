using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using CameraNode;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Tests.Firmware.Nodes.Fakes;

namespace SqueezeNet.Embedded.Tests.Firmware.Nodes;

/// <summary>A camera that fails, seen from outside the node.</summary>
[TestClass]
public class CameraFailureTests
{
    [TestMethod]
    public void ABrokenCameraIsReportedAndTriedAgain()
    {
        Bench bench = new(i => i switch
        {
            2 or 3 or 4 => throw new CameraException(ErrorCode.NoFrame, "No \"sensor\"."),
            <= 5 => CatsAndDogs.Cat,
            _ => null,
        });
        bench.Camera.Restarts = 3;

        Node node = bench.Run();

        Assert.AreEqual(2, node.Frames);
        JsonElement[] statuses = [.. bench.Messages.Statuses.Select(Bench.Parse)];
        CollectionAssert.AreEqual(new[] { "online", "camera-failed", "online", "offline" }, bench.Kinds);
        Assert.AreEqual("No \"sensor\".", statuses[1].GetProperty("reason").GetString());
        Assert.AreEqual(3, statuses[2].GetProperty("cameraFailures").GetInt32());
        Assert.AreEqual(3, statuses[2].GetProperty("cameraRestarts").GetInt32());
        Assert.HasCount(3, bench.Observer.Warnings);
        Backoff waits = bench.Waits;
        Assert.AreEqual(
            100 + waits.Next() + waits.Next() + waits.Next(),
            bench.Messages.Messages.Last(m => m.Topic.EndsWith("label")).Time);
    }

    [TestMethod]
    public void AStatusOfABrokenCameraSurvivesAReconnect()
    {
        Bench bench = new(i => i switch
        {
            1 or 2 => throw new CameraException(ErrorCode.NoFrame, "Dark."),
            3 => CatsAndDogs.Cat,
            _ => null,
        });
        bench.Clock.At(100, bench.Messages.Lose);

        bench.Run();

        CollectionAssert.AreEqual(
            new[] { "online", "camera-failed", "camera-failed", "online", "offline" }, bench.Kinds);
    }

    [TestMethod]
    public void TheLightShowsWhatIsWrong()
    {
        Bench bench = new(i => i < 10 ? throw new CameraException(ErrorCode.NoFrame, "Dark.") : null);
        List<LedPattern> seen = [];
        bench.Observer.OnState = state => seen.Add(LedPatterns.Of(state));
        bench.Clock.At(300, () =>
        {
            bench.Led!.Update(300);
            Assert.IsTrue(bench.Light.IsOn, "the second of three flashes");
        });
        bench.Clock.At(200, () =>
        {
            bench.Led!.Update(200);
            Assert.IsFalse(bench.Light.IsOn, "the gap after the first");
        });
        bench.Clock.At(1000, () =>
        {
            bench.GoAway();
            bench.Link.IsUp = false;
        });
        bench.Clock.At(400_000, () => bench.Messages.Reachable = true);

        bench.Run();

        CollectionAssert.Contains(seen, LedPatterns.Offline);
        Assert.IsFalse(bench.Light.IsOn);
    }
}
