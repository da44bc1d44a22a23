#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace CameraNode.Tests
{
    /// <summary>A broker that has lost the discovery document gets it again, and no other one.</summary>
    [TestClass]
    public class HomeEchoTests
    {
        private const string Topic = "homeassistant/device/door/config";

        [TestMethod]
        public void ABrokerThatHasItGetsNone()
        {
            NodeRig rig = Rig(400);
            rig.Clock.At(15050, () => rig.Messages.Lose());

            rig.Run();

            Assert.AreEqual(2, rig.Messages.Attempts.Length);
            Assert.AreEqual(1, Documents(rig).Length);
            Assert.IsFalse(IsSubscribed(rig), "its own documents need not come back");
        }

        [TestMethod]
        public void ABrokerThatHasLostItGetsItWithStatusAndState()
        {
            NodeRig rig = Rig(400);
            rig.Settings.Rule = PublishRule.OnChange;
            rig.Clock.At(15050, () =>
            {
                rig.Messages.Retained.Clear();
                rig.Messages.Lose();
            });

            rig.Run();

            FakeMessage[] documents = Documents(rig);
            Assert.AreEqual(2, documents.Length);
            Assert.AreEqual(documents[0].Text, documents[1].Text);
            int wait = (int)(documents[1].Time - rig.Messages.Attempts[1]);
            Assert.IsTrue(wait >= HomeEcho.WaitMilliseconds);
            Assert.IsTrue(wait <= HomeEcho.WaitMilliseconds + HomeDesk.MostJitter + 100);
            Assert.IsFalse(IsSubscribed(rig));
            FakeMessage[] all = rig.Messages.Messages;
            int states = 0;
            for (int i = 0; i < all.Length; i++)
            {
                bool isAfter = all[i].Time >= documents[1].Time + HomeDesk.FollowMilliseconds;
                states += isAfter && all[i].Topic == "sqnet/door/state" ? 1 : 0;
            }

            Assert.AreEqual(1, states);
        }

        /// <summary>The node was off meanwhile, and remembers its document.</summary>
        [TestMethod]
        public void ANodeThatStartsLooksToo()
        {
            NodeRig first = Rig(2);
            first.Run();
            NodeRig second = Rig(150);
            second.Files = first.Files;
            second.Messages.Retained = first.Messages.Retained;
            second.Run();
            Assert.AreEqual(0, Documents(second).Length);

            NodeRig third = Rig(150);
            third.Files = first.Files;
            third.Run();
            Assert.AreEqual(1, Documents(third).Length);
        }

        /// <summary>Another document under the node's name is not the node's.</summary>
        [TestMethod]
        public void AnotherDocumentIsReplaced()
        {
            NodeRig rig = Rig(400);
            rig.Clock.At(15050, () =>
            {
                rig.Messages.Retained[Topic] = "{}";
                rig.Messages.Lose();
            });

            rig.Run();

            Assert.AreEqual(2, Documents(rig).Length);
        }

        [TestMethod]
        public void AWakeLastsUntilItIsKnown()
        {
            NodeRig rig = Rig(20);
            rig.Settings.SleepSeconds = 60;
            rig.Settings.StatusMilliseconds = 60000;
            rig.RunAndSleep();
            rig.RunAndSleep();
            Assert.AreEqual(60000L, rig.Messages.Attempts[1]);
            Assert.AreEqual(120000L, rig.Clock.Milliseconds, "the broker has it: no wake is longer for it");
            rig.Messages.Retained.Clear();

            rig.RunAndSleep();

            FakeMessage[] documents = Documents(rig);
            Assert.AreEqual(2, documents.Length);
            Assert.AreEqual(120000L + HomeEcho.WaitMilliseconds, documents[1].Time);
        }

        private static NodeRig Rig(int frames)
        {
            NodeRig rig = new NodeRig(frames);
            rig.Settings.Discovery = true;
            return rig;
        }

        private static bool IsSubscribed(NodeRig rig)
        {
            for (int i = 0; i < rig.Messages.Subscribed.Length; i++)
            {
                if (rig.Messages.Subscribed[i] == Topic)
                {
                    return true;
                }
            }

            return false;
        }

        private static FakeMessage[] Documents(NodeRig rig)
        {
            return rig.Messages.On(Topic);
        }
    }
}
