using SqueezeNet.Embedded;
#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace CameraNode.Tests
{
    /// <summary>The whole node with a real network, small enough for a device.</summary>
    [TestClass]
    public class NodeLoopTests
    {
        [TestMethod]
        public void PublishesEveryFrame()
        {
            NodeRig rig = new NodeRig(3);

            Node node = rig.Run();

            Assert.AreEqual(3, node.Published);
            Assert.AreEqual(3, rig.Camera.Released);
            Assert.AreEqual(3, rig.Messages.Labels.Length);
            AssertStarts("{\"seq\":1,\"label\":\"cat\",\"index\":0,\"probability\":", rig.Messages.Labels[0]);
            AssertStarts("{\"status\":\"online\",\"model\":\"hand\",\"crc\":\"", rig.Messages.Statuses[0]);
            Assert.AreEqual(NodeMessages.Offline, rig.Messages.Statuses[1]);
            Assert.AreEqual("disconnect", rig.Messages.Ending);
        }

        [TestMethod]
        public void OnChangeSaysTheSameOnce()
        {
            NodeRig rig = new NodeRig(5);
            rig.Settings.Rule = PublishRule.OnChange;
            rig.Settings.StableFrames = 2;

            rig.Run();

            Assert.AreEqual(1, rig.Messages.Labels.Length);
            AssertStarts("{\"seq\":2,", rig.Messages.Labels[0]);
        }

        [TestMethod]
        public void WhatWaitsArrivesInOrder()
        {
            NodeRig rig = new NodeRig(40);
            rig.Settings.QueueLength = 40;
            rig.Clock.At(450, () =>
            {
                rig.Messages.Reachable = false;
                rig.Messages.Lose();
            });
            rig.Clock.At(3000, () => rig.Messages.Reachable = true);

            Node node = rig.Run();

            Assert.AreEqual(40, node.Published);
            Assert.AreEqual(0, node.Dropped);
            Assert.AreEqual(40, rig.Camera.Released);
            for (int i = 0; i < 40; i++)
            {
                AssertStarts("{\"seq\":" + (i + 1) + ",", rig.Messages.Labels[i]);
            }
        }

        [TestMethod]
        public void ADamagedModelIsReported()
        {
            NodeRig rig = new NodeRig(1);
            rig.Model.IsDamaged = true;

            Throws.Exception(typeof(BlobException), () => rig.Run());

            Assert.AreEqual(1, rig.Messages.Statuses.Length);
            AssertStarts("{\"status\":\"model-failed\",\"reason\":\"", rig.Messages.Statuses[0]);
        }

        [TestMethod]
        public void JoinsAndConnectsWithPatience()
        {
            NodeRig rig = new NodeRig(1);
            rig.Messages.Reachable = false;
            rig.Link.Failures = 2;
            rig.Clock.At(30000, () => rig.Messages.Reachable = true);

            Node node = rig.Run();

            Assert.AreEqual(1, node.Published);
            Assert.IsTrue(rig.Messages.Attempts[0] > 0);
            Assert.IsTrue(rig.Messages.Attempts.Length >= 4);
        }

        /// <summary>A cluster whose server is gone: the node goes on at the next.</summary>
        [TestMethod]
        public void OfSeveralBrokersTheNextIsTried()
        {
            NodeRig rig = new NodeRig(100);
            rig.Settings.BrokerHost = "one,two:1884";
            rig.Settings.QueueLength = 100;
            rig.Clock.At(2050, () =>
            {
                Assert.AreEqual("one:1883", rig.Messages.Broker);
                rig.Messages.Unreachable = "one:1883";
                rig.Messages.Lose();
            });

            Node node = rig.Run();

            Assert.AreEqual("two:1884", rig.Messages.Broker);
            Assert.AreEqual(3, rig.Messages.Attempts.Length);
            Assert.AreEqual(100, node.Published);
        }

        [TestMethod]
        public void SettingsFromTheBrokerAreStoredAndStopTheNode()
        {
            NodeRig rig = new NodeRig(100);
            rig.Settings.RemoteSettings = true;
            rig.Clock.At(1050, () => rig.Messages.Receive("sqnet/door/settings/set", "{\"clientId\":\"gate\"}"));

            Node node = rig.Run();

            Assert.AreEqual("sqnet/door/settings/set", rig.Messages.Subscribed[0]);
            Assert.AreEqual("{\"ok\":true,\"changed\":true}", Result(rig));
            Assert.IsTrue(node.HaveSettingsChanged);
            Assert.AreEqual(11, node.Frames);
            Assert.AreEqual("gate", rig.Store.Load().Settings.ClientId);
            Assert.IsTrue(rig.Store.IsOnTrial());
        }

        [TestMethod]
        public void WrongSettingsFromTheBrokerAreAnsweredOnly()
        {
            NodeRig rig = new NodeRig(20);
            rig.Settings.RemoteSettings = true;
            rig.Clock.At(1050, () => rig.Messages.Receive("sqnet/door/settings/set", "{\"clientId\":\"a/b\"}"));

            Node node = rig.Run();

            AssertStarts("{\"ok\":false,\"problem\":\"line 1, column 13: clientId must not", Result(rig));
            Assert.IsFalse(node.HaveSettingsChanged);
            Assert.AreEqual(20, node.Frames);
        }

        [TestMethod]
        public void WithoutLeaveNoSettingsAreSubscribedTo()
        {
            NodeRig rig = new NodeRig(1);
            rig.Run();
            Assert.AreEqual(0, rig.Messages.Subscribed.Length);
        }

        [TestMethod]
        public void ReachingTheBrokerEndsTheTrial()
        {
            NodeRig rig = new NodeRig(1);
            rig.Store.Save("{\"clientId\":\"gate\"}");

            Node node = rig.Run();

            Assert.IsFalse(rig.Store.IsOnTrial());
            Assert.IsFalse(node.HaveSettingsChanged);
            Assert.AreEqual("gate", rig.Store.Load().Settings.ClientId);
        }

        [TestMethod]
        public void SettingsThatDoNotLeadToTheBrokerGiveWay()
        {
            for (int round = 0; round < 2; round++)
            {
                NodeRig rig = new NodeRig(1);
                rig.Store.Save("{\"clientId\":\"good\"}");
                rig.Store.Accept();
                rig.Store.Save("{\"clientId\":\"bad\"}");
                rig.Messages.Reachable = round == 0;
                rig.Link.Failures = round == 0 ? 1000 : 0;

                Node node = rig.Run();

                Assert.IsTrue(node.HaveSettingsChanged);
                Assert.AreEqual("good", rig.Store.Load().Settings.ClientId);
                Assert.IsTrue(rig.Clock.Milliseconds >= 300000 && rig.Clock.Milliseconds < 400000);
            }
        }

        /// <summary>
        /// New settings may name a wrong model; then the broker is reached, and still they do not work.
        /// </summary>
        [TestMethod]
        public void SettingsWithAModelThatFailsGiveWay()
        {
            NodeRig rig = new NodeRig(1);
            rig.Store.Save("{\"model\":\"wrong\"}");
            rig.Model.IsDamaged = true;
            Throws.Exception(typeof(BlobException), () => rig.Run());
            Assert.IsTrue(rig.Store.IsOnTrial());

            rig.Clock.Advance(300000);
            Throws.Exception(typeof(BlobException), () => rig.Run());
            Assert.AreEqual(LoadedSettings.BuiltIn, rig.Store.Load().Source);
        }

        private static string Result(NodeRig rig)
        {
            FakeMessage[] all = rig.Messages.Messages;
            string result = string.Empty;
            for (int i = 0; i < all.Length; i++)
            {
                result = all[i].Topic == "sqnet/door/settings/result" ? all[i].Text : result;
            }

            return result;
        }

        private static void AssertStarts(string expected, string actual)
        {
            Assert.AreEqual(expected, actual.Substring(0, expected.Length));
        }
    }
}
