#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace CameraNode.Tests
{
    /// <summary>When Home Assistant is told what.</summary>
    [TestClass]
    public class HomeDeskTests
    {
        private const string Topic = "homeassistant/device/door/config";
        private const string Birth = "homeassistant/status";

        [TestMethod]
        public void WithoutLeaveNothingIsSaid()
        {
            NodeRig rig = new NodeRig(20);
            rig.Run();
            Assert.AreEqual(0, Sent(rig, Topic).Length);
            Assert.AreEqual(0, Sent(rig, "sqnet/door/state").Length);
        }

        [TestMethod]
        public void TheDocumentComesOnceWithStatusAndStateBehindIt()
        {
            NodeRig rig = Rig(60);
            rig.Settings.Rule = PublishRule.OnChange;

            rig.Run();

            FakeMessage[] documents = Sent(rig, Topic);
            Assert.AreEqual(1, documents.Length);
            Assert.IsTrue(documents[0].Retain);
            Assert.AreEqual(1, documents[0].QualityOfService);
            Assert.AreEqual(0, (int)documents[0].Time);
            Assert.AreEqual(3, rig.Messages.Statuses.Length);
            FakeMessage[] states = Sent(rig, "sqnet/door/state");
            Assert.AreEqual(2, states.Length);
            Assert.AreEqual(HomeDesk.FollowMilliseconds, (int)states[1].Time);
            Assert.IsTrue(states[1].Retain);
            Assert.AreEqual(rig.Messages.Labels[0], states[1].Text);
        }

        /// <summary>A broker that confirms nothing for minutes: the MQTT library would keep all that is sent.</summary>
        [TestMethod]
        public void WhatIsUnconfirmedIsBounded()
        {
            NodeRig rig = Rig(2000);
            rig.Settings.KeepAliveSeconds = 300;
            rig.Settings.StatusMilliseconds = 1000;
            rig.Clock.At(3050, () => rig.Messages.Confirms = false);
            int most = 0;
            rig.Clock.At(190000, () => most = rig.Messages.Outstanding);
            rig.Clock.At(190050, () => rig.Messages.Confirms = true);
            rig.Clock.At(190050, rig.Messages.Confirm);
            int before = 0;
            rig.Clock.At(190040, () => before = rig.Messages.Statuses.Length);

            rig.Run();

            Assert.AreEqual(BrokerSession.MostUnconfirmed, most);
            Assert.IsTrue(rig.Messages.Statuses.Length >= before + 9);
            FakeMessage[] states = Sent(rig, "sqnet/door/state");
            Assert.AreEqual(rig.Messages.Labels[rig.Messages.Labels.Length - 1], states[states.Length - 1].Text);
        }

        [TestMethod]
        public void ARestartDoesNotSendItAgainButAChangeDoes()
        {
            NodeRig first = Rig(2);
            first.Run();
            string crc = first.Files.Read("home.json");

            NodeRig second = Rig(2, first.Files);
            second.Run();
            Assert.AreEqual(0, Sent(second, Topic).Length);
            Assert.AreEqual(crc, second.Files.Read("home.json"));

            NodeRig third = Rig(2, first.Files);
            third.Settings.Presence = new WordList(new string[] { "cat" });
            third.Run();
            Assert.AreEqual(1, Sent(third, Topic).Length);
        }

        [TestMethod]
        public void AClassThatIsNotWatchedAnyMoreIsTakenAwayForGood()
        {
            const string Stub = "\"seen_cat\":{\"p\":\"binary_sensor\"}";
            NodeRig first = Rig(2);
            first.Settings.Presence = new WordList(new string[] { "cat" });
            first.Run();
            Assert.IsTrue(Sent(first, Topic)[0].Text.IndexOf(Stub) < 0);

            NodeRig second = Rig(2, first.Files);
            second.Run();
            Assert.IsTrue(Sent(second, Topic)[0].Text.IndexOf(Stub) > 0);

            NodeRig third = Rig(2, first.Files);
            third.Run();
            Assert.AreEqual(0, Sent(third, Topic).Length);

            NodeRig fourth = Rig(2, first.Files);
            fourth.Settings.Presence = new WordList(new string[] { "cat" });
            fourth.Run();
            Assert.IsTrue(Sent(fourth, Topic)[0].Text.IndexOf(Stub) < 0);
        }

        [TestMethod]
        public void HomeAssistantsStartMakesItComeAgain()
        {
            NodeRig rig = Rig(400);
            rig.Settings.Rule = PublishRule.OnChange;
            rig.Clock.At(20050, () => rig.Messages.Receive(Birth, "online"));
            rig.Clock.At(20060, () => rig.Messages.Receive(Birth, "offline"));

            rig.Run();

            FakeMessage[] documents = Sent(rig, Topic);
            Assert.AreEqual(2, documents.Length);
            Assert.AreEqual(documents[0].Text, documents[1].Text);
            int wait = (int)documents[1].Time - 20050;
            Assert.IsTrue(wait >= 0 && wait <= HomeDesk.MostJitter + 100);
            FakeMessage[] states = Sent(rig, "sqnet/door/state");
            FakeMessage last = states[states.Length - 1];
            Assert.AreEqual((int)documents[1].Time + HomeDesk.FollowMilliseconds, (int)last.Time);
            FakeMessage[] statuses = Sent(rig, "sqnet/door/status");
            Assert.AreEqual((int)last.Time, (int)statuses[statuses.Length - 2].Time);
        }

        /// <summary>A start is told of at once, several starts in a row, and while the first is being set up.</summary>
        [TestMethod]
        public void ItNeverComesTwiceInARow()
        {
            NodeRig rig = Rig(400);
            for (int i = 0; i < 50; i++)
            {
                rig.Clock.At(50 + (100 * i), () => rig.Messages.Receive(Birth, "online"));
            }

            rig.Run();

            FakeMessage[] documents = Sent(rig, Topic);
            Assert.AreEqual(2, documents.Length);
            Assert.AreEqual(HomeDesk.SettleMilliseconds, (int)(documents[1].Time - documents[0].Time));
        }

        [TestMethod]
        public void TurnedOffItIsTakenBackOnce()
        {
            NodeRig first = Rig(2);
            first.Run();
            NodeRig second = Rig(2, first.Files);
            second.Settings.Discovery = false;
            second.Run();
            FakeMessage[] sent = Sent(second, Topic);
            Assert.AreEqual(1, sent.Length);
            Assert.AreEqual(string.Empty, sent[0].Text);
            Assert.IsTrue(sent[0].Retain);
            Assert.AreEqual(string.Empty, Sent(second, "sqnet/door/state")[0].Text);
            Assert.IsFalse(second.Files.Exists("home.json"));

            NodeRig third = Rig(2, first.Files);
            third.Settings.Discovery = false;
            third.Run();
            Assert.AreEqual(0, Sent(third, Topic).Length);
        }

        [TestMethod]
        public void AnotherNameTakesTheOldDeviceAway()
        {
            NodeRig first = Rig(2);
            first.Run();
            NodeRig second = Rig(2, first.Files);
            second.Settings.ClientId = "gate";
            second.Run();
            Assert.AreEqual(string.Empty, Sent(second, Topic)[0].Text);
            Assert.AreEqual(1, Sent(second, "homeassistant/device/gate/config").Length);
        }

        /// <summary>What the broker has not confirmed is not remembered.</summary>
        [TestMethod]
        public void WhatWasLostOnTheWayComesAgain()
        {
            NodeRig rig = Rig(200);
            rig.Messages.Confirms = false;
            rig.Clock.At(1050, () => rig.Messages.Lose());
            rig.Clock.At(1060, () => rig.Messages.Confirms = true);
            rig.Run();
            FakeMessage[] documents = Sent(rig, Topic);
            Assert.AreEqual(2, documents.Length);
            Assert.AreEqual(HomeDesk.SettleMilliseconds, (int)documents[1].Time);
            Assert.IsTrue(rig.Files.Exists("home.json"));
        }

        [TestMethod]
        public void ABrokenFileSystemCostsADocumentOnly()
        {
            NodeRig rig = Rig(60);
            rig.Files.IsBroken = true;
            rig.Clock.At(1050, () => rig.Messages.Lose());
            Assert.AreEqual(60, rig.Run().Frames);
            Assert.AreEqual(1, Sent(rig, Topic).Length);
        }

        /// <summary>The state is for what is; a label for each frame would flood who only wants that.</summary>
        [TestMethod]
        public void TheStateIsNeverOftenerThanOnceASecond()
        {
            NodeRig rig = Rig(101);
            rig.Settings.Rule = PublishRule.EveryFrame;
            rig.Run();
            FakeMessage[] states = Sent(rig, "sqnet/door/state");
            Assert.AreEqual(101, rig.Messages.Labels.Length);
            Assert.IsTrue(states.Length >= 10 && states.Length <= 12);
        }

        /// <summary>One that the broker kept comes with each connection, and tells of no start.</summary>
        [TestMethod]
        public void AStartThatTheBrokerKeptIsNone()
        {
            NodeRig rig = Rig(400);
            rig.Clock.At(50, () => rig.Messages.ReceiveRetained(Birth, "online"));
            rig.Clock.At(20050, () => rig.Messages.Lose());
            rig.Clock.At(22050, () => rig.Messages.ReceiveRetained(Birth, "online"));

            rig.Run();

            Assert.AreEqual(2, rig.Messages.Attempts.Length);
            Assert.AreEqual(1, Sent(rig, Topic).Length);
        }

        [TestMethod]
        public void EachRegionHasAStateAndIsTakenBackWithIt()
        {
            NodeRig rig = Rig(60);
            rig.Settings.Regions = Regions("left", "right");
            rig.Run();
            Assert.AreEqual(0, Sent(rig, "sqnet/door/state").Length);
            FakeMessage[] right = Sent(rig, "sqnet/door/state/right");
            Assert.IsTrue(right.Length > 1);
            Assert.IsTrue(right[0].Text.IndexOf("\"region\":\"right\"") > 0);
            Assert.IsTrue(Sent(rig, Topic)[0].Text.IndexOf("\"stat_t\":\"sqnet/door/state/left\"") > 0);

            NodeRig fewer = Rig(2, rig.Files);
            fewer.Settings.Regions = Regions("left");
            fewer.Run();
            Assert.AreEqual(1, Sent(fewer, "sqnet/door/state/right").Length);
            Assert.AreEqual(string.Empty, Sent(fewer, "sqnet/door/state/right")[0].Text);
            Assert.IsTrue(Sent(fewer, Topic)[0].Text.IndexOf("\"label__right\":{\"p\":\"sensor\"}") > 0);

            NodeRig off = Rig(2, rig.Files);
            off.Settings.Discovery = false;
            off.Run();
            Assert.AreEqual(string.Empty, Sent(off, "sqnet/door/state/left")[0].Text);
        }

        [TestMethod]
        public void OtherRegionsAreTold()
        {
            NodeRig rig = Rig(300);
            rig.Settings.RemoteSettings = true;
            rig.Clock.At(12050, () => rig.Messages.Receive(
                "sqnet/door/view/set", "{\"regions\":[{\"name\":\"top\",\"x\":0,\"y\":0,\"size\":1000}]}"));

            rig.Run();

            FakeMessage[] documents = Sent(rig, Topic);
            Assert.AreEqual(2, documents.Length);
            Assert.IsTrue(documents[1].Text.IndexOf("\"label__top\"") > 0);
            FakeMessage[] states = Sent(rig, "sqnet/door/state");
            Assert.AreEqual(string.Empty, states[states.Length - 1].Text);
            Assert.IsTrue(Sent(rig, "sqnet/door/state/top").Length > 1);
        }

        /// <summary>Each contact lets what is shown live on; nothing was seen again, and that is said.</summary>
        [TestMethod]
        public void ANodeThatSleepsTellsItsStateWithEachContact()
        {
            NodeRig rig = Rig(20);
            rig.Settings.SleepSeconds = 60;
            rig.Settings.StatusMilliseconds = 60000;
            rig.Settings.Rule = PublishRule.OnChange;
            for (int i = 0; i < 3; i++)
            {
                rig.RunAndSleep();
            }

            Assert.AreEqual(1, rig.Messages.Labels.Length);
            FakeMessage[] states = Sent(rig, "sqnet/door/state");
            string old = states[states.Length - 1].Text;
            string label = rig.Messages.Labels[0];
            Assert.AreEqual(label, states[0].Text);
            Assert.AreEqual(label.Substring(0, label.Length - 1) + ",\"old\":true}", old);
            Assert.AreEqual(120000, states[states.Length - 1].Time);
        }

        private static ViewRegions Regions(string first, string second = "")
        {
            ViewRegion left = new ViewRegion(first, 0, 0, 500);
            return new ViewRegions(
                second.Length == 0
                    ? new ViewRegion[] { left } : new ViewRegion[] { left, new ViewRegion(second, 500, 0, 500) });
        }

        private static NodeRig Rig(int frames)
        {
            NodeRig rig = new NodeRig(frames);
            rig.Settings.Discovery = true;
            return rig;
        }

        private static NodeRig Rig(int frames, FakeFiles files)
        {
            NodeRig rig = Rig(frames);
            rig.Files = files;
            return rig;
        }

        private static FakeMessage[] Sent(NodeRig rig, string topic)
        {
            int count = 0;
            FakeMessage[] all = rig.Messages.Messages;
            for (int i = 0; i < all.Length; i++)
            {
                if (all[i].Topic == topic)
                {
                    all[count] = all[i];
                    count++;
                }
            }

            FakeMessage[] sent = new FakeMessage[count];
            for (int i = 0; i < count; i++)
            {
                sent[i] = all[i];
            }

            return sent;
        }
    }
}
