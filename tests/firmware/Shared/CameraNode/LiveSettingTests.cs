#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace CameraNode.Tests
{
    /// <summary>What the broker may change while the node runs, and the restart.</summary>
    [TestClass]
    public class LiveSettingTests
    {
        [TestMethod]
        public void ARuleHoldsAtOnceAndIsStored()
        {
            NodeRig rig = Rig(21);
            rig.Store.Save("{\"clientId\":\"door\", \"queueLength\": 7}");
            rig.Store.Accept();
            rig.Clock.At(1050, () => rig.Messages.Receive("sqnet/door/rule/set", "on-change"));

            Node node = rig.Run();

            Assert.AreEqual(12, node.Published);
            Assert.AreEqual(21, node.Frames);
            Assert.IsFalse(node.IsRestartWanted);
            Assert.AreEqual("{\"ok\":true,\"changed\":true}", Result(rig));
            Assert.AreEqual(
                "{\"clientId\":\"door\", \"queueLength\": 7,\"rule\":\"on-change\"}", rig.Files.Read("node.json"));
            Assert.IsFalse(rig.Store.IsOnTrial());
            string status = rig.Messages.Statuses[1];
            Assert.IsTrue(status.IndexOf("\"rule\":\"on-change\",\"minProbability\":0.0000") > 0);
        }

        [TestMethod]
        public void ItHoldsForAllRegions()
        {
            NodeRig rig = new NodeRig(0) { Scene = new FakeScene(40, (frame, isRight) => 100) };
            rig.Settings.RemoteSettings = true;
            rig.Settings.Regions = new ViewRegions(new ViewRegion[]
            {
                new ViewRegion("left", 0, 0, 500), new ViewRegion("right", 500, 0, 500),
            });
            rig.Clock.At(1050, () => rig.Messages.Receive("sqnet/door/rule/set", "on-change"));
            rig.Clock.At(2050, () => rig.Messages.Receive("sqnet/door/min-probability/set", "1"));
            rig.Clock.At(2050, () => rig.Messages.Receive("sqnet/door/rule/set", "every-frame"));

            Node node = rig.Run();

            // Eleven of the first rule, one of each region of the second, none that are less than sure.
            Assert.AreEqual(13, node.Published);
            Assert.AreEqual(40, node.Frames);
        }

        [TestMethod]
        public void ItLeavesSettingsOnTrial()
        {
            NodeRig rig = Rig(21);
            rig.Store.Save("{\"clientId\":\"door\"}");
            rig.Store.Accept();
            rig.Clock.At(1050, () =>
            {
                rig.Messages.Receive("sqnet/door/settings/set", "{\"clientId\":\"new\"}");
                rig.Messages.Receive("sqnet/door/rule/set", "on-change");
            });

            Assert.IsTrue(rig.Run().HaveSettingsChanged);

            Assert.AreEqual("{\"clientId\":\"new\",\"rule\":\"on-change\"}", rig.Files.Read("node.json"));
            Assert.IsTrue(rig.Store.IsOnTrial());
            rig.Store.Reject("Why.");
            Assert.AreEqual("{\"clientId\":\"door\"}", rig.Files.Read("node.json"));
        }

        [TestMethod]
        public void ALeastProbabilityHoldsAtOnce()
        {
            NodeRig rig = Rig(21);
            rig.Clock.At(1050, () => rig.Messages.Receive("sqnet/door/min-probability/set", " 1 "));
            Node node = rig.Run();
            Assert.AreEqual(11, node.Published);
            Assert.AreEqual("{\"minProbability\":1.0000}", rig.Files.Read("node.json"));
        }

        [TestMethod]
        public void WhatIsImpossibleChangesNothing()
        {
            AssertRefused("rule/set", "always", "rule must be every-frame, on-change or on-change-and-interval.");
            AssertRefused("rule/set", "a\",\"b", "rule must be every-frame, on-change or on-change-and-interval.");
            AssertRefused("min-probability/set", "1.5", "minProbability must be 0..1.");
            AssertRefused("min-probability/set", "0.1", "hysteresis must be 0..minProbability.");
            const string Number = "minProbability is a number from 0 to 1, such as 0.5.";
            AssertRefused("min-probability/set", string.Empty, Number);
            AssertRefused("min-probability/set", "0,5", Number);
            AssertRefused("min-probability/set", "50 %", Number);
            AssertRefused("min-probability/set", "0.5,\"clientId\":\"thief\"", Number);
        }

        [TestMethod]
        public void WithoutLeaveTheyAreNotHeard()
        {
            NodeRig rig = Rig(21);
            rig.Settings.RemoteSettings = false;
            rig.Clock.At(1050, () => rig.Messages.Receive("sqnet/door/rule/set", "on-change"));
            Assert.AreEqual(21, rig.Run().Published);
            Assert.IsTrue(rig.Messages.Statuses[0].IndexOf("\"rule\"") < 0);
        }

        [TestMethod]
        public void ARestartStopsTheNode()
        {
            NodeRig rig = Rig(100);
            rig.Clock.At(5050, () => rig.Messages.Receive("sqnet/door/restart/set", "PRESS"));
            Node node = rig.Run();
            Assert.IsTrue(node.IsRestartWanted);
            Assert.IsFalse(node.HaveSettingsChanged);
            Assert.AreEqual(51, node.Frames);
        }

        /// <summary>A retained one would come at every start.</summary>
        [TestMethod]
        public void ARestartThatCameWithTheConnectionIsPassedOver()
        {
            NodeRig rig = Rig(100);
            rig.Clock.At(50, () => rig.Messages.Receive("sqnet/door/restart/set", "PRESS"));
            rig.Clock.At(5050, () => rig.Messages.Receive("sqnet/door/restart/set", "no"));
            Node node = rig.Run();
            Assert.IsFalse(node.IsRestartWanted);
            Assert.AreEqual(100, node.Frames);
        }

        private static void AssertRefused(string name, string text, string problem)
        {
            NodeRig rig = Rig(21);
            rig.Settings.MinProbability = 0.25f;
            rig.Settings.Hysteresis = 0.25f;
            rig.Clock.At(1050, () => rig.Messages.Receive("sqnet/door/" + name, text));
            rig.Run();
            string result = Result(rig);
            Assert.IsTrue(result.IndexOf("\"ok\":false") > 0);
            Assert.IsTrue(result.IndexOf(problem) > 0);
            Assert.IsFalse(rig.Files.Exists("node.json"));
            Assert.IsTrue(rig.Settings.Rule == PublishRule.EveryFrame && rig.Settings.MinProbability == 0.25f);
        }

        private static NodeRig Rig(int frames)
        {
            NodeRig rig = new NodeRig(frames);
            rig.Settings.RemoteSettings = true;
            return rig;
        }

        private static string Result(NodeRig rig)
        {
            FakeMessage[] all = rig.Messages.Messages;
            for (int i = 0; i < all.Length; i++)
            {
                if (all[i].Topic == "sqnet/door/settings/result")
                {
                    return all[i].Text;
                }
            }

            return string.Empty;
        }
    }
}
