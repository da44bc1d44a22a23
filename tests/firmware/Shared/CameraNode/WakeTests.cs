using System;
using SqueezeNet.Embedded;
#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace CameraNode.Tests
{
    /// <summary>What a wake does when something fails, and how it ends.</summary>
    [TestClass]
    public class WakeTests
    {
        private const string Old = "{\"clientId\":\"door\"}";
        private const string Fresh = "{\"clientId\":\"door\",\"queueLength\":7}";

        [TestMethod]
        public void AModelThatFailsEndsATrialAtOnce()
        {
            NodeRig rig = OnTrial();
            rig.Model.IsDamaged = true;

            Throws.Exception(typeof(BlobException), () => rig.Run());

            Assert.IsTrue(rig.Last!.HaveSettingsChanged);
            Assert.AreEqual(0, rig.Last.SleepMilliseconds);
            AssertOldOnes(rig);
            Assert.IsTrue(rig.Messages.Statuses[0].IndexOf("wakeAfter") < 0);
        }

        [TestMethod]
        public void ABrokerThatIsAwayEndsATrialWithTheWake()
        {
            NodeRig rig = OnTrial();
            rig.Messages.Reachable = false;
            rig.Model.Opening = () => rig.Clock.Advance(1234);

            Node node = rig.Run();

            Assert.IsTrue(node.HaveSettingsChanged);
            Assert.AreEqual(0, node.SleepMilliseconds);
            Assert.AreEqual(4234, rig.Clock.Milliseconds);
            AssertOldOnes(rig);
        }

        [TestMethod]
        public void ABrokerThatIsReachedEndsATrialWell()
        {
            NodeRig rig = OnTrial();

            Node node = rig.Run();

            Assert.IsFalse(node.HaveSettingsChanged);
            Assert.AreEqual(60000, node.SleepMilliseconds);
            Assert.IsFalse(rig.Store.IsOnTrial());
            Assert.AreEqual(Fresh, rig.Files.Read(SettingsStore.Current));
        }

        [TestMethod]
        public void AModelThatFailsTellsWhenItIsTriedAgain()
        {
            NodeRig rig = Sleeping(1);
            rig.Model.IsDamaged = true;

            Throws.Exception(typeof(BlobException), () => rig.Run());

            AssertStarts("{\"status\":\"model-failed\",\"wakeAfter\":120,\"reason\":", rig.Messages.Statuses[0]);
        }

        [TestMethod]
        public void ATriggerThatIsNotThereKeepsNoNodeAwake()
        {
            NodeRig rig = Sleeping(2);
            rig.Settings.Trigger = new TriggerPin(1);
            rig.Pins.Missing = 1;
            rig.Pins.IsUnreadable = true;

            Node node = rig.Run();

            Assert.AreEqual(60000, node.SleepMilliseconds);
            Assert.AreEqual(-1, node.WakePin);
            Assert.IsTrue(node.State == NodeState.Stopped);
        }

        [TestMethod]
        public void ATriggerThatCannotBeReadIsTakenForNotPressed()
        {
            NodeRig rig = Sleeping(2);
            rig.Settings.Trigger = new TriggerPin(1) { Edge = PinEdge.Falling };
            rig.Pins.IsUnreadable = true;

            Node node = rig.Run();

            Assert.AreEqual(60000, node.SleepMilliseconds);
            Assert.AreEqual(1, node.WakePin);
            Assert.IsFalse(node.WakesWhenHigh);
        }

        [TestMethod]
        public void AGoodbyeThatFailsKeepsNoNodeAwake()
        {
            NodeRig rig = Sleeping(2);
            rig.Messages.IsStuck = true;

            Throws.Exception(typeof(InvalidOperationException), () => rig.Run());

            Assert.AreEqual(60000, rig.Last!.SleepMilliseconds);
            Assert.IsTrue(rig.Last.State == NodeState.Stopped);
        }

        [TestMethod]
        public void NothingIsSparedAfterAWake()
        {
            NodeRig rig = Sleeping(20);
            rig.Settings.Rule = PublishRule.OnChange;
            rig.Settings.StableFrames = 3;
            rig.Settings.Motion = 10;

            Node node = rig.Run();

            Assert.AreEqual(3, node.Frames);
            Assert.AreEqual(3, rig.Camera.Captures);
            Assert.AreEqual(200, rig.Clock.Milliseconds);
        }

        [TestMethod]
        public void AWakeHasAnImageHoweverLongTheModelTakes()
        {
            NodeRig rig = Sleeping(2);
            rig.Settings.AwakeMilliseconds = 3000;
            rig.Model.Opening = () => rig.Clock.Advance(20000);

            Node node = rig.Run();

            Assert.AreEqual(1, node.Published);
            Assert.AreEqual(60000, node.SleepMilliseconds);
        }

        [TestMethod]
        public void AWakeHasAnImageHoweverLongTheNetworkTakes()
        {
            NodeRig rig = Sleeping(2);
            rig.Settings.AwakeMilliseconds = 3000;
            rig.Link.Failures = 1;
            rig.Link.Tried = () => rig.Clock.Advance(15000);

            Node node = rig.Run();

            Assert.AreEqual(1, node.Frames);
            Assert.AreEqual(1, node.Waiting);
            Assert.AreEqual(60000, node.SleepMilliseconds);
        }

        [TestMethod]
        public void ALongPulseEndsBeforeTheSleep()
        {
            NodeRig rig = Sleeping(10);
            rig.Settings.AwakeMilliseconds = 3000;
            rig.Settings.Outputs = new OutputPins(new OutputPin[] { new OutputPin(1, "cat", 20000) });

            rig.Run();

            Assert.AreEqual("1 on 0, 1 off 20000", rig.Pins.Edges);
            Assert.AreEqual(20000, rig.Clock.Milliseconds);
        }

        [TestMethod]
        public void APinThatStaysOnKeepsNoNodeAwake()
        {
            NodeRig rig = Sleeping(10);
            rig.Settings.AwakeMilliseconds = 3000;
            rig.Settings.Outputs = new OutputPins(new OutputPin[] { new OutputPin(1, "cat", 500) });
            rig.Clock.At(100, () => rig.Pins.Broken = 1);

            Node node = rig.Run();

            Assert.AreEqual(60000, node.SleepMilliseconds);
            Assert.AreEqual(3500, rig.Clock.Milliseconds);
        }

        [TestMethod]
        public void ACameraThatFailsIsNewsOnce()
        {
            NodeRig rig = Sleeping(20);
            rig.Settings.Rule = PublishRule.OnChange;
            rig.Settings.MinProbability = 1;
            rig.RunAndSleep();
            Assert.AreEqual(1, rig.Messages.Attempts.Length);

            rig.Camera.Faults = 100000;
            rig.RunAndSleep();
            Assert.AreEqual(2, rig.Messages.Attempts.Length);
            AssertStarts("{\"status\":\"camera-failed\",\"reason\":\"No frame.\",", LastStatus(rig));
            rig.RunAndSleep();
            Assert.AreEqual(2, rig.Messages.Attempts.Length);

            rig.Camera.Faults = 0;
            rig.RunAndSleep();
            Assert.AreEqual(3, rig.Messages.Attempts.Length);
            AssertStarts("{\"status\":\"sleeping\",\"", LastStatus(rig));
        }

        [TestMethod]
        public void ACameraThatFailedIsToldWhenTheBrokerIsBack()
        {
            NodeRig rig = Sleeping(20);
            rig.Settings.Rule = PublishRule.OnChange;
            rig.Settings.MinProbability = 1;
            rig.Settings.StatusMilliseconds = 86400000;
            rig.RunAndSleep();
            rig.Camera.Faults = 100000;
            rig.Messages.Reachable = false;
            rig.RunAndSleep();

            rig.Messages.Reachable = true;
            rig.RunAndSleep();

            AssertStarts("{\"status\":\"camera-failed\",\"wakeAfter\":", LastStatus(rig));
        }

        [TestMethod]
        public void WithoutStatusesNobodyKnowsWhenItShowsUpAgain()
        {
            NodeRig rig = Sleeping(2);

            rig.Run();

            AssertStarts("{\"status\":\"sleeping\",\"model\":", LastStatus(rig));
        }

        [TestMethod]
        public void TheMostFramesCountFromAStartWithoutASleep()
        {
            NodeRig rig = Sleeping(20);
            rig.Settings.MaxFrames = 2;
            for (int i = 0; i < 3; i++)
            {
                rig.Wake = WakeReason.PowerOn;
                Assert.AreEqual(60000, rig.RunAndSleep().SleepMilliseconds);
                Node node = rig.RunAndSleep();
                Assert.AreEqual(0, node.SleepMilliseconds);
                Assert.AreEqual(2 * (i + 1), node.Frames);
            }
        }

        private static NodeRig OnTrial()
        {
            NodeRig rig = Sleeping(10);
            rig.Settings.AwakeMilliseconds = 3000;
            rig.Store.Save(Old);
            rig.Store.Accept();
            rig.Store.Save(Fresh);
            return rig;
        }

        private static void AssertOldOnes(NodeRig rig)
        {
            Assert.AreEqual(Old, rig.Files.Read(SettingsStore.Current));
            Assert.IsFalse(rig.Store.IsOnTrial());
        }

        private static string LastStatus(NodeRig rig)
        {
            string[] all = rig.Messages.Statuses;
            return all[all.Length - 1];
        }

        private static NodeRig Sleeping(int frames)
        {
            NodeRig rig = new NodeRig(frames);
            rig.Settings.SleepSeconds = 60;
            return rig;
        }

        private static void AssertStarts(string start, string text)
        {
            Assert.AreEqual(start, text.Length < start.Length ? text : text.Substring(0, start.Length));
        }
    }
}
