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
        public void PublishesEveryPicture()
        {
            NodeRig rig = new NodeRig(3);

            Node node = rig.Run();

            Assert.AreEqual(3, node.Published);
            Assert.AreEqual(3, rig.Camera.Released);
            Assert.AreEqual(3, rig.Messages.Labels.Length);
            AssertStarts("{\"seq\":1,\"label\":\"cat\",\"index\":0,\"score\":", rig.Messages.Labels[0]);
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

        private static void AssertStarts(string expected, string actual)
        {
            Assert.AreEqual(expected, actual.Substring(0, expected.Length));
        }
    }
}
