#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace CameraNode.Tests
{
    /// <summary>Nodes that sleep, and look at more than one region or through the motion gate.</summary>
    [TestClass]
    public class SleepRegionTests
    {
        [TestMethod]
        public void EachRegionIsLookedAtInEachWake()
        {
            NodeRig rig = Sleeping();
            for (int i = 1; i <= 3; i++)
            {
                Assert.AreEqual(2 * i, rig.RunAndSleep().Frames);
            }

            Assert.AreEqual("left right left right left right", Regions(rig));
            Assert.AreEqual(60200, At(Labels(rig), 3));
        }

        [TestMethod]
        public void StableClassesAreKeptOverSleeps()
        {
            NodeRig rig = Sleeping();
            rig.Settings.Rule = PublishRule.OnChange;
            rig.Settings.StableFrames = 2;
            Assert.AreEqual(4, rig.RunAndSleep().Frames);
            Assert.AreEqual("left right", Regions(rig));

            Assert.AreEqual(6, rig.RunAndSleep().Frames);
            Assert.AreEqual("left right", Regions(rig));
        }

        /// <summary>What was stable in another place says nothing of this one, though there are as many.</summary>
        [TestMethod]
        public void OtherRegionsBeginAnew()
        {
            NodeRig rig = Sleeping();
            rig.Settings.Rule = PublishRule.OnChange;
            rig.RunAndSleep();
            rig.RunAndSleep();
            Assert.AreEqual("left right", Regions(rig));

            rig.Settings.Regions = TwoRegions(100);
            rig.RunAndSleep();

            Assert.AreEqual("left right left right", Regions(rig));
        }

        /// <summary>Classifications keep the model that made them, whatever model sends them.</summary>
        [TestMethod]
        public void WhatWaitsKeepsItsModel()
        {
            NodeRig rig = Sleeping();
            rig.Messages.Reachable = false;
            rig.RunAndSleep();
            SleepFile file = new SleepFile(rig.Files);
            SleepMemory memory = file.Load()!;
            Assert.AreEqual(2, memory.Waiting.Length);
            Assert.IsTrue(memory.Waiting[0].Model != 0);
            memory.Waiting[0].Model = 0xdeadbeef;
            file.Save(memory);
            rig.Messages.Reachable = true;

            rig.RunAndSleep();

            Assert.AreEqual("left right left right", Regions(rig));
            FakeMessage[] labels = Labels(rig);
            Assert.IsTrue(labels[0].Text.IndexOf("\"model\":\"deadbeef\"") > 0);
            Assert.IsTrue(labels[1].Text.IndexOf("deadbeef") < 0);
        }

        /// <summary>Nothing recognised, nothing moves: the gate must not keep a node awake.</summary>
        [TestMethod]
        public void TheMotionGateKeepsNobodyAwake()
        {
            NodeRig rig = Sleeping();
            rig.Settings.Motion = 10;
            rig.Settings.Rule = PublishRule.OnChange;
            rig.Settings.StableFrames = 3;
            rig.Settings.MinProbability = 1.0f;

            rig.RunAndSleep();

            Assert.AreEqual(60500, rig.Clock.Milliseconds);
        }

        [TestMethod]
        public void APressIsLookedAtThoughNothingMoves()
        {
            NodeRig rig = new NodeRig(0) { Scene = new FakeScene(100, (frame, isRight) => 100) };
            rig.Settings.Motion = 10;
            rig.Settings.IntervalMilliseconds = 0;
            rig.Settings.Trigger = new TriggerPin(1);
            rig.Settings.AwakeMilliseconds = 5000;
            rig.Settings.MaxFrames = 2;
            for (int at = 1000; at <= 3000; at += 2000)
            {
                rig.Clock.At(at, () => rig.Pins.Change(true));
                rig.Clock.At(at + 100, () => rig.Pins.Change(false));
            }

            rig.Run();

            Assert.AreEqual(2, rig.Last!.Frames);
            Assert.AreEqual(3000, At(Labels(rig), 1));
        }

        private static NodeRig Sleeping()
        {
            NodeRig rig = new NodeRig(0) { Scene = new FakeScene(100, (frame, isRight) => 100) };
            rig.Settings.SleepSeconds = 60;
            rig.Settings.Regions = TwoRegions(0);
            return rig;
        }

        private static ViewRegions TwoRegions(int left)
        {
            return new ViewRegions(new ViewRegion[]
            {
                new ViewRegion("left", left, 0, 400), new ViewRegion("right", 500, 0, 500),
            });
        }

        private static FakeMessage[] Labels(NodeRig rig)
        {
            FakeMessage[] all = rig.Messages.Messages;
            int count = 0;
            for (int i = 0; i < all.Length; i++)
            {
                if (all[i].Topic.IndexOf("/label") > 0)
                {
                    all[count] = all[i];
                    count++;
                }
            }

            FakeMessage[] labels = new FakeMessage[count];
            for (int i = 0; i < count; i++)
            {
                labels[i] = all[i];
            }

            return labels;
        }

        private static int At(FakeMessage[] labels, int index)
        {
            return (int)labels[index].Time;
        }

        private static string Regions(NodeRig rig)
        {
            FakeMessage[] labels = Labels(rig);
            string regions = string.Empty;
            for (int i = 0; i < labels.Length; i++)
            {
                regions += (i == 0 ? string.Empty : " ")
                    + labels[i].Topic.Substring(labels[i].Topic.LastIndexOf('/') + 1);
            }

            return regions;
        }
    }
}
