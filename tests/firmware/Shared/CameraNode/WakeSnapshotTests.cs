#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace CameraNode.Tests
{
    /// <summary>Snapshots of a node that sleeps: of before its connection, and requests that wait.</summary>
    [TestClass]
    public class WakeSnapshotTests
    {
        private const string Get = "sqnet/door/snapshot/get";
        private const string Meta = "sqnet/door/snapshot/meta";
        private const string Jpeg = "sqnet/door/snapshot";

        [TestMethod]
        public void TheLastOneWaitsForTheConnectionOfItsWake()
        {
            NodeRig rig = Rig(out FakeEncoder encoder);
            rig.Settings.SnapshotOnChange = true;
            rig.Settings.StableFrames = 3;
            rig.Messages.Reachable = false;
            rig.Clock.At(1000, () => rig.Messages.Reachable = true);

            rig.Run();

            FakeMessage[] jpegs = rig.Messages.On(Jpeg);
            Assert.AreEqual(1, jpegs.Length);
            Assert.AreEqual(0, jpegs[0].Text.IndexOf("frame 3 at 80 "));
            Assert.AreEqual(0, rig.Messages.On(Meta)[0].Text.IndexOf("{\"seq\":3,"));
            Assert.AreEqual(rig.Messages.Attempts[rig.Messages.Attempts.Length - 1], jpegs[0].Time);
            Assert.IsTrue(jpegs[0].Time >= 1000);
            Assert.AreEqual(1, encoder.Asked);
        }

        /// <summary>The memory of one JPEG, whatever happens in the wake: the last one counts.</summary>
        [TestMethod]
        public void OneIsKeptOnly()
        {
            NodeRig rig = Rig(out FakeEncoder encoder);
            rig.Settings.SnapshotOnChange = true;
            rig.Settings.Rule = PublishRule.EveryFrame;
            rig.Settings.Regions = new ViewRegions(
                new ViewRegion[] { new ViewRegion("left", 0, 0, 500), new ViewRegion("right", 500, 0, 500) });
            rig.Messages.Reachable = false;
            rig.Clock.At(1000, () => rig.Messages.Reachable = true);

            rig.Run();

            Assert.AreEqual(2, encoder.Asked);
            FakeMessage[] jpegs = rig.Messages.On(Jpeg);
            Assert.AreEqual(1, jpegs.Length);
            Assert.AreEqual(0, jpegs[0].Text.IndexOf("frame 2 at 80 "));
        }

        [TestMethod]
        public void ItDoesNotOutliveItsWake()
        {
            NodeRig rig = Rig(out FakeEncoder _);
            rig.Settings.SnapshotOnChange = true;
            rig.Messages.Reachable = false;
            rig.RunAndSleep();
            rig.Messages.Reachable = true;

            rig.RunAndSleep();

            Assert.AreEqual(1, rig.Messages.Labels.Length, "of the first wake: the class has not changed");
            Assert.AreEqual(0, rig.Messages.On(Jpeg).Length);
        }

        [TestMethod]
        public void ARequestThatTheBrokerKeepsIsAnsweredOnceAndTakenAway()
        {
            NodeRig rig = Rig(out FakeEncoder _);
            rig.Settings.Snapshots = SnapshotMode.OnRequest;
            rig.RunAndSleep();
            rig.Messages.Retained[Get] = "PRESS";

            rig.RunAndSleep();
            rig.RunAndSleep();

            FakeMessage[] jpegs = rig.Messages.On(Jpeg);
            Assert.AreEqual(1, jpegs.Length);
            Assert.AreEqual(60000L, jpegs[0].Time);
            Assert.AreEqual(string.Empty, (string?)rig.Messages.Retained[Get]);
            Assert.AreEqual(3, rig.Messages.Attempts.Length);
        }

        /// <summary>It comes after the subscription, before the status is confirmed, and not at once.</summary>
        [TestMethod]
        public void AWakeLastsUntilRequestsCanHaveCome()
        {
            NodeRig rig = Rig(out FakeEncoder _);
            rig.Settings.Snapshots = SnapshotMode.OnRequest;
            rig.RunAndSleep();
            rig.Messages.Confirms = false;
            rig.Clock.At(60300, () => rig.Messages.ReceiveRetained(Get, "PRESS"));
            rig.Clock.At(60310, () => rig.Messages.Confirms = true);
            rig.Clock.At(60310, rig.Messages.Confirm);

            rig.RunAndSleep();

            Assert.AreEqual(1, rig.Messages.On(Jpeg).Length);
            Assert.AreEqual(60300L, rig.Messages.On(Jpeg)[0].Time);
        }

        /// <summary>Taking it away comes back as a message without text, as a request may be.</summary>
        [TestMethod]
        public void WhatComesBackIsNoRequest()
        {
            NodeRig rig = Rig(out FakeEncoder encoder);
            rig.Settings.SleepSeconds = 0;
            rig.Settings.Snapshots = SnapshotMode.OnRequest;
            rig.Settings.SnapshotMilliseconds = 0;
            rig.Messages.Retained[Get] = "PRESS";
            rig.Clock.At(1150, () => rig.Messages.Receive(Get, string.Empty));

            rig.Run();

            Assert.AreEqual(2, encoder.Asked);
            Assert.AreEqual(2, rig.Messages.On(Jpeg).Length);
        }

        private static NodeRig Rig(out FakeEncoder encoder)
        {
            NodeRig rig = new NodeRig(40);
            encoder = new FakeEncoder(rig.Camera);
            rig.Encoder = encoder;
            rig.Settings.SleepSeconds = 60;
            rig.Settings.StatusMilliseconds = 60000;
            rig.Settings.Rule = PublishRule.OnChange;
            return rig;
        }
    }
}
