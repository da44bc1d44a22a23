#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace CameraNode.Tests
{
    /// <summary>
    /// Confirmations that the MQTT library has lost: M2Mqtt up to 5.1.219 forgets those that are under way when a ping
    /// is answered, sends nothing again and says nothing.
    /// </summary>
    [TestClass]
    public class ConfirmationTests
    {
        [TestMethod]
        public void AMessageThatIsNeverConfirmedGoesOutAgain()
        {
            NodeRig rig = new NodeRig(1200);
            rig.Settings.QueueLength = 1000;
            rig.Clock.At(2050, () => rig.Messages.Forgets = true);
            rig.Clock.At(2150, () => rig.Messages.Forgets = false);

            Node node = rig.Run();

            long[] attempts = rig.Messages.Attempts;
            Assert.AreEqual(2, attempts.Length);
            Assert.IsTrue(attempts[1] >= 2100 + 45000 && attempts[1] <= 2100 + 46100);
            Assert.AreEqual(1200, node.Published);
            Assert.AreEqual(0, node.Waiting + node.Dropped);
        }

        /// <summary>There are no more frames then, whose time the node would wait for.</summary>
        [TestMethod]
        public void TheLastOnesGoOutAgainToo()
        {
            NodeRig rig = new NodeRig(20);
            rig.Clock.At(50, () => rig.Messages.Forgets = true);
            rig.Clock.At(2150, () => rig.Messages.Forgets = false);

            Node node = rig.Run();

            Assert.AreEqual(2, rig.Messages.Attempts.Length);
            Assert.AreEqual(20, node.Published);
        }

        /// <summary>With QoS 0 nothing tells that a connection is of use but that it stands.</summary>
        [TestMethod]
        public void LabelsOfQualityOfService0SayNothingOfTheBroker()
        {
            NodeRig rig = new NodeRig(6000);
            rig.Settings.QualityOfService = 0;
            rig.Messages.OnConnect = () => rig.Clock.At(rig.Clock.Milliseconds + 500, () => rig.Messages.Lose());

            rig.Run();

            long[] attempts = rig.Messages.Attempts;
            Assert.IsTrue(attempts.Length < 25);
            Assert.IsTrue(attempts[3] - attempts[2] > 2000, "the waits grow from the first connection on");
        }
    }
}
