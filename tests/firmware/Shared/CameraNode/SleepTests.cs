using System;
using SqueezeNet.Embedded;
#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace CameraNode.Tests
{
    /// <summary>Nodes that sleep between images.</summary>
    [TestClass]
    public class SleepTests
    {
        [TestMethod]
        public void NothingIsLostOrDoubledWhileTheBrokerIsAwayHalfOfTheTime()
        {
            NodeRig rig = Sleeping(1000);
            Node node = rig.RunAndSleep();
            for (int i = 1; i < 40; i++)
            {
                rig.Messages.Reachable = (i / 4) % 2 == 0;
                node = rig.RunAndSleep();
                Assert.AreEqual(i + 1, node.Frames);
                Assert.AreEqual(node.Frames, node.Published + node.Waiting + node.Dropped);
            }

            rig.Messages.Reachable = true;
            node = rig.RunAndSleep();

            Assert.AreEqual(41, node.Published);
            Assert.AreEqual(0, node.Dropped);
            Assert.AreEqual(41, rig.Messages.Labels.Length);
            for (int i = 0; i < 41; i++)
            {
                AssertStarts("{\"seq\":" + (i + 1) + ",", rig.Messages.Labels[i]);
            }
        }

        [TestMethod]
        public void WhatIsNotConfirmedIsSentAgain()
        {
            NodeRig rig = Sleeping(10);
            rig.Messages.Confirms = false;
            Node node = rig.RunAndSleep();
            Assert.AreEqual(0, node.Published);
            Assert.AreEqual(1, node.Waiting);
            rig.Messages.Confirms = true;

            node = rig.RunAndSleep();

            Assert.AreEqual(2, node.Published);
            Assert.AreEqual(3, rig.Messages.Labels.Length);
            Assert.AreEqual(rig.Messages.Labels[0], rig.Messages.Labels[1]);
            AssertStarts("{\"seq\":2,", rig.Messages.Labels[2]);
        }

        [TestMethod]
        public void TheBrokerIsToldOfTheSleep()
        {
            NodeRig rig = Sleeping(10);
            rig.Settings.StatusMilliseconds = 1000;

            Node node = rig.Run();

            FakeMessage last = rig.Messages.Messages[rig.Messages.Messages.Length - 1];
            Assert.IsTrue(last.Retain);
            AssertStarts("{\"status\":\"sleeping\",\"wakeAfter\":60,", last.Text);
            Assert.AreEqual("disconnect", rig.Messages.Ending);
            Assert.AreEqual(60000, node.SleepMilliseconds);
            Assert.AreEqual(2, rig.Messages.Statuses.Length);
        }

        [TestMethod]
        public void TimeGoesOn()
        {
            NodeRig rig = Sleeping(10);
            rig.RunAndSleep();
            rig.RunAndSleep();

            Assert.IsTrue(rig.Messages.Labels[1].IndexOf("\"at\":60000") > 0);
            SleepMemory memory = new SleepFile(rig.Files).Load()!;
            Assert.AreEqual(60000, memory.Clock);
            Assert.AreEqual(120000, memory.Now(WakeReason.Timer, new DateTime(1970, 1, 1), 0));
            Assert.AreEqual(60007, memory.Now(WakeReason.Pin, new DateTime(1970, 1, 1), 7));
            memory.Date = SleepMemory.DateOf(new DateTime(2026, 1, 1));
            Assert.AreEqual(68000, memory.Now(WakeReason.Pin, new DateTime(2026, 1, 1).AddMilliseconds(8000), 7));
        }

        [TestMethod]
        public void ABrokerThatIsAwayCostsNoMoreThanItsTime()
        {
            NodeRig rig = Sleeping(10);
            rig.Settings.AwakeMilliseconds = 3000;
            rig.Messages.Reachable = false;

            Node node = rig.Run();

            Assert.AreEqual(3000, rig.Clock.Milliseconds);
            Assert.AreEqual(1, node.Waiting);
            Assert.AreEqual(60000, node.SleepMilliseconds);
        }

        [TestMethod]
        public void ANetworkThatIsAwayCostsNoMoreThanItsTime()
        {
            NodeRig rig = Sleeping(10);
            rig.Settings.AwakeMilliseconds = 3000;
            rig.Link.Failures = 1000;

            Node node = rig.Run();

            Assert.AreEqual(3000, rig.Clock.Milliseconds);
            Assert.AreEqual(0, rig.Messages.Attempts.Length);
            Assert.AreEqual(60000, node.SleepMilliseconds);
        }

        [TestMethod]
        public void OnChangeGoesOnOverSleeps()
        {
            NodeRig rig = Sleeping(20);
            rig.Settings.Rule = PublishRule.OnChange;
            rig.Settings.StableFrames = 3;
            for (int i = 0; i < 5; i++)
            {
                rig.RunAndSleep();
            }

            // Three images make the class stable, then one a wake confirms it, for which no broker is needed.
            Assert.AreEqual(7, rig.Camera.Captures);
            Assert.AreEqual(1, rig.Messages.Labels.Length);
            AssertStarts("{\"seq\":3,", rig.Messages.Labels[0]);
            Assert.AreEqual(1, rig.Messages.Attempts.Length);
        }

        [TestMethod]
        public void TheStableClassIsPublishedAgainAfterItsTime()
        {
            NodeRig rig = Sleeping(20);
            rig.Settings.Rule = PublishRule.OnChangeAndInterval;
            rig.Settings.RepublishMilliseconds = 150000;
            for (int i = 0; i < 7; i++)
            {
                rig.RunAndSleep();
            }

            Assert.AreEqual(3, rig.Messages.Labels.Length);
            AssertStarts("{\"seq\":4,", rig.Messages.Labels[1]);
            AssertStarts("{\"seq\":7,", rig.Messages.Labels[2]);
        }

        [TestMethod]
        public void TheStatusComesWhenItIsDue()
        {
            NodeRig rig = Sleeping(20);
            rig.Settings.Rule = PublishRule.OnChange;
            rig.Settings.StatusMilliseconds = 170000;
            for (int i = 0; i < 7; i++)
            {
                rig.RunAndSleep();
            }

            Assert.AreEqual(3, rig.Messages.Attempts.Length);
            Assert.AreEqual(180000, rig.Messages.Attempts[1]);
            Assert.IsTrue(rig.Messages.Statuses[1].IndexOf("\"wakeAfter\":180") > 0);
        }

        [TestMethod]
        public void NothingNewIsNotWritten()
        {
            NodeRig rig = Sleeping(20);
            rig.Settings.Rule = PublishRule.OnChange;
            rig.Clock.Start = new DateTime(2026, 11, 30);
            rig.RunAndSleep();
            string first = rig.Files.Read("sleep.a");
            rig.Files.PowerLasts = 0;
            rig.RunAndSleep();
            rig.RunAndSleep();
            Assert.AreEqual(0, rig.Observer.Warnings);
            Assert.AreEqual(first, rig.Files.Read("sleep.a"));
            rig.Files.PowerLasts = -1;

            rig.Settings.Rule = PublishRule.EveryFrame;
            rig.RunAndSleep();

            // Frames that left no trace are not counted; their numbers were not used.
            AssertStarts("{\"seq\":2,", rig.Messages.Labels[1]);
            Assert.IsTrue(rig.Messages.Labels[1].IndexOf("\"at\":180000") > 0);
        }

        [TestMethod]
        public void APowerFailureUsesNoNumberTwice()
        {
            NodeRig rig = Sleeping(20);
            rig.RunAndSleep();
            rig.Files.PowerLasts = 0;
            rig.RunAndSleep();
            rig.Files.PowerLasts = -1;
            rig.Wake = WakeReason.PowerOn;

            rig.RunAndSleep();

            AssertStarts("{\"seq\":2,", rig.Messages.Labels[1]);
            AssertStarts("{\"seq\":1002,", rig.Messages.Labels[2]);
        }

        [TestMethod]
        public void AModelThatFailsSleepsLongerAndLonger()
        {
            NodeRig rig = Sleeping(10);
            rig.Settings.SleepSeconds = 10;
            rig.Model.IsDamaged = true;
            int expected = 120000;
            for (int i = 0; i < 12; i++)
            {
                Throws.Exception(typeof(BlobException), () => rig.Run());
                Assert.AreEqual(expected, rig.Last!.SleepMilliseconds);
                rig.Wake = WakeReason.Timer;
                expected = 2 * expected < 86400000 ? 2 * expected : 86400000;
            }

            rig.Model.IsDamaged = false;
            Assert.AreEqual(10000, rig.Run().SleepMilliseconds);
        }

        [TestMethod]
        public void ATriggerThatIsHeldEndsASleepOnceOnly()
        {
            NodeRig rig = Sleeping(10);
            rig.Settings.Trigger = new TriggerPin(1);
            Assert.IsTrue(rig.RunAndSleep().WakesWhenHigh);

            rig.Pins.IsInputHigh = true;
            rig.Wake = WakeReason.Pin;
            Node node = rig.RunAndSleep();
            Assert.AreEqual(2, node.Frames);
            Assert.IsFalse(node.WakesWhenHigh);

            rig.Pins.IsInputHigh = false;
            rig.Wake = WakeReason.Pin;
            node = rig.RunAndSleep();
            Assert.AreEqual(2, node.Frames);
            Assert.IsTrue(node.WakesWhenHigh);
        }

        [TestMethod]
        public void APulseEndsBeforeTheSleep()
        {
            NodeRig rig = Sleeping(10);
            rig.Settings.Outputs = new OutputPins(new OutputPin[] { new OutputPin(1, "cat", 500) });

            rig.Run();

            Assert.AreEqual("1 on 0, 1 off 500", rig.Pins.Edges);
            Assert.AreEqual(500, rig.Clock.Milliseconds);
        }

        [TestMethod]
        public void TooManyThatWaitAreDroppedAndCounted()
        {
            NodeRig rig = Sleeping(1000);
            rig.Settings.QueueLength = 1000;
            rig.Settings.AwakeMilliseconds = 1000;
            rig.Messages.Reachable = false;
            Node node = rig.RunAndSleep();
            for (int i = 1; i < 120; i++)
            {
                node = rig.RunAndSleep();
            }

            Assert.AreEqual(120, node.Frames);
            Assert.AreEqual(100, node.Waiting);
            Assert.AreEqual(20, node.Dropped);
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
