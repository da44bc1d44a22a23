using System;
using SqueezeNet.Embedded;
#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace CameraNode.Tests
{
    /// <summary>Which frames are shown, to whom and when.</summary>
    [TestClass]
    public class SnapshotTests
    {
        private const string Get = "sqnet/door/snapshot/get";
        private const string Meta = "sqnet/door/snapshot/meta";
        private const string Jpeg = "sqnet/door/snapshot";

        [TestMethod]
        public void ARequestIsAnsweredAtOnceWithTheFrameThatIsTold()
        {
            NodeRig rig = Make(10, out FakeEncoder encoder);
            rig.Settings.IntervalMilliseconds = 60000;
            rig.Clock.At(60500, () => rig.Messages.Receive(Get, string.Empty));

            Node node = rig.Run();

            FakeMessage[] metas = Sent(rig, Meta);
            FakeMessage[] jpegs = Sent(rig, Jpeg);
            Assert.AreEqual(1, metas.Length);
            Assert.AreEqual(1, jpegs.Length);
            Assert.AreEqual(60500L, jpegs[0].Time);
            AssertStarts("frame 3 at 80 ", jpegs[0].Text);
            AssertStarts("{\"seq\":3,\"label\":\"cat\",\"index\":0,\"probability\":", metas[0].Text);
            AssertContains(
                ",\"at\":60500,\"width\":8,\"height\":8,\"seen\":{\"left\":0,\"top\":0,\"width\":7,\"height\":7},"
                + "\"rotate\":0,\"quality\":80,\"bytes\":80,\"crc\":\"",
                metas[0].Text);
            AssertContains(Crc(jpegs[0].Text), metas[0].Text);
            Assert.AreEqual(0, metas[0].QualityOfService);
            Assert.AreEqual(1, jpegs[0].QualityOfService);
            Assert.IsFalse(metas[0].Retain || jpegs[0].Retain);
            Assert.IsTrue(Index(rig, metas[0]) < Index(rig, jpegs[0]));
            Assert.AreEqual(10, node.Frames);
            Assert.AreEqual(10, rig.Camera.Released);
            Assert.AreEqual(1, encoder.Asked);
        }

        [TestMethod]
        public void RequestsWithinTheLimitShareTheNextAnswer()
        {
            NodeRig rig = Make(30, out FakeEncoder encoder);
            rig.Clock.At(450, () => rig.Messages.Receive(Get, "a"));
            rig.Clock.At(460, () => rig.Messages.Receive(Get, "b"));
            rig.Clock.At(930, () => rig.Messages.Receive(Get, "c"));

            rig.Run();

            FakeMessage[] jpegs = Sent(rig, Jpeg);
            Assert.AreEqual(2, jpegs.Length);
            Assert.AreEqual(450L, jpegs[0].Time);
            Assert.AreEqual(1450L, jpegs[1].Time);
            Assert.AreEqual(2, encoder.Asked);
        }

        [TestMethod]
        public void EachPublishedLabelHasItsOwnFrame()
        {
            NodeRig rig = Make(12, out FakeEncoder encoder);
            rig.Settings.Snapshots = SnapshotMode.Off;
            rig.Settings.SnapshotOnChange = true;
            rig.Settings.SnapshotMilliseconds = 0;

            rig.Run();

            Assert.AreEqual(12, rig.Messages.Labels.Length);
            FakeMessage[] metas = Sent(rig, Meta);
            FakeMessage[] jpegs = Sent(rig, Jpeg);
            Assert.AreEqual(12, jpegs.Length);
            for (int i = 0; i < jpegs.Length; i++)
            {
                AssertStarts("frame " + (i + 1) + " at 80 ", jpegs[i].Text);
                AssertStarts("{\"seq\":" + (i + 1) + ",", metas[i].Text);
                AssertStarts("{\"seq\":" + (i + 1) + ",", rig.Messages.Labels[i]);
            }
        }

        /// <summary>The MQTT library keeps each JPEG until the broker has it: one at a time.</summary>
        [TestMethod]
        public void TheNextOneWaitsForTheConfirmation()
        {
            NodeRig rig = Make(20, out FakeEncoder encoder);
            rig.Settings.SnapshotOnChange = true;
            rig.Settings.SnapshotMilliseconds = 0;
            rig.Clock.At(50, () => rig.Messages.Confirms = false);
            rig.Clock.At(1050, () => rig.Messages.Receive(Get, string.Empty));
            rig.Clock.At(1550, () => rig.Messages.Confirms = true);
            rig.Clock.At(1550, rig.Messages.Confirm);

            rig.Run();

            FakeMessage[] jpegs = Sent(rig, Jpeg);
            Assert.AreEqual(0L, jpegs[0].Time);
            Assert.AreEqual(100L, jpegs[1].Time);
            Assert.AreEqual(1550L, jpegs[2].Time);
            Assert.IsTrue(encoder.Asked == jpegs.Length);
        }

        [TestMethod]
        public void OnlyWhatIsPublishedIsShown()
        {
            NodeRig rig = Make(5, out FakeEncoder encoder);
            rig.Settings.SnapshotOnChange = true;
            rig.Settings.Rule = PublishRule.OnChange;
            rig.Settings.StableFrames = 2;

            rig.Run();

            Assert.AreEqual(1, Sent(rig, Jpeg).Length);
            AssertStarts("frame 2 at ", Sent(rig, Jpeg)[0].Text);
        }

        [TestMethod]
        public void NothingRecognisedIsShownWithoutAClass()
        {
            NodeRig rig = Make(1, out FakeEncoder encoder);
            rig.Settings.SnapshotOnChange = true;
            rig.Settings.MinProbability = 1;
            rig.Settings.ReportNothing = true;

            rig.Run();

            AssertStarts("{\"seq\":1,\"label\":\"\",\"index\":-1,", rig.Messages.Labels[0]);
            AssertStarts("{\"seq\":1,\"label\":\"\",\"index\":-1,", Sent(rig, Meta)[0].Text);
        }

        /// <summary>The frame is the camera's again by then: the next one is shown.</summary>
        [TestMethod]
        public void ARequestDuringTheRunGetsTheNextFrame()
        {
            NodeRig rig = Make(5, out FakeEncoder encoder);
            rig.Camera.Taken = () =>
            {
                if (rig.Camera.Captures == 2)
                {
                    rig.Messages.Receive(Get, string.Empty);
                }
            };

            rig.Run();

            Assert.AreEqual(1, Sent(rig, Jpeg).Length);
            AssertStarts("frame 3 at ", Sent(rig, Jpeg)[0].Text);
        }

        /// <summary>In the image as it is sent, which is not turned: a change of the view shows at once.</summary>
        [TestMethod]
        public void WhatTheNetworkSawIsToldWithEachImage()
        {
            NodeRig rig = Make(4, out FakeEncoder encoder);
            rig.Settings.SnapshotOnChange = true;
            rig.Settings.SnapshotMilliseconds = 0;
            rig.Settings.Rotate = 90;
            rig.Settings.Regions = new ViewRegions(
                new ViewRegion[] { new ViewRegion("a", 0, 0, 500), new ViewRegion("b", 500, 250, 500) });

            rig.Run();

            FakeMessage[] metas = Sent(rig, Meta);
            Assert.AreEqual(4, metas.Length);
            AssertContains(",\"region\":\"a\",", metas[2].Text);
            AssertContains(
                ",\"seen\":{\"left\":0,\"top\":4,\"width\":4,\"height\":4},\"rotate\":90,", metas[2].Text);
            AssertContains(",\"region\":\"b\",", metas[3].Text);
            AssertContains(
                ",\"seen\":{\"left\":2,\"top\":0,\"width\":4,\"height\":4},\"rotate\":90,", metas[3].Text);
        }

        /// <summary>One is seen in a frame; where the others are, and what they showed last, is told with it.</summary>
        [TestMethod]
        public void AllRegionsAreToldWithTheLabelThatEachHadLast()
        {
            NodeRig rig = Make(3, out FakeEncoder encoder);
            rig.Settings.SnapshotOnChange = true;
            rig.Settings.SnapshotMilliseconds = 0;
            rig.Settings.Regions = new ViewRegions(
                new ViewRegion[] { new ViewRegion("a", 0, 0, 500), new ViewRegion("b", 500, 250, 500) });

            rig.Run();

            FakeMessage[] metas = Sent(rig, Meta);
            string a = "{\"region\":\"a\",\"seen\":{\"left\":0,\"top\":0,\"width\":4,\"height\":4}";
            string b = "{\"region\":\"b\",\"seen\":{\"left\":4,\"top\":2,\"width\":4,\"height\":4}";
            AssertContains(",\"regions\":[" + a + ",\"seq\":1,\"label\":\"cat\",\"index\":0,", metas[0].Text);
            AssertContains("}," + b + "}],\"quality\":", metas[0].Text);
            AssertContains(a + ",\"seq\":3,\"label\":\"cat\",", metas[2].Text);
            AssertContains(b + ",\"seq\":2,\"label\":\"cat\",", metas[2].Text);
        }

        [TestMethod]
        public void TheOnlyRegionIsNotListed()
        {
            NodeRig rig = Make(1, out FakeEncoder encoder);
            rig.Settings.SnapshotOnChange = true;
            rig.Settings.Crop = new ViewRegions(new ViewRegion[] { new ViewRegion(string.Empty, 0, 0, 500) });

            rig.Run();

            Assert.IsTrue(Sent(rig, Meta)[0].Text.IndexOf("regions") < 0, Sent(rig, Meta)[0].Text);
        }

        [TestMethod]
        public void ANodeThatShowsNothingSaysSo()
        {
            NodeRig rig = Make(20, out FakeEncoder encoder);
            rig.Settings.Snapshots = SnapshotMode.Off;
            rig.Settings.SnapshotOnChange = true;
            rig.Settings.MinProbability = 1;
            rig.Clock.At(450, () => rig.Messages.Receive(Get, string.Empty));
            rig.Clock.At(460, () => rig.Messages.Receive(Get, string.Empty));

            rig.Run();

            Assert.AreEqual(1, Sent(rig, Meta).Length);
            AssertStarts("{\"problem\":\"Snapshots are off; set snapshots to on-request", Sent(rig, Meta)[0].Text);
            Assert.AreEqual(0, Sent(rig, Jpeg).Length);
            Assert.AreEqual(0, encoder.Asked);
        }

        [TestMethod]
        public void ANodeWithoutAnEncoderSaysSo()
        {
            NodeRig rig = Make(20, out FakeEncoder encoder);
            rig.Encoder = null;
            rig.Settings.SnapshotOnChange = true;
            rig.Clock.At(450, () => rig.Messages.Receive(Get, string.Empty));

            Node node = rig.Run();

            Assert.AreEqual(20, node.Published);
            Assert.AreEqual(1, Sent(rig, Meta).Length);
            AssertStarts("{\"problem\":\"This firmware has no encoder", Sent(rig, Meta)[0].Text);
        }

        [TestMethod]
        public void WhatFailsIsToldAndCounted()
        {
            NodeRig rig = Make(5, out FakeEncoder encoder);
            rig.Settings.SnapshotOnChange = true;
            rig.Settings.SnapshotMilliseconds = 0;
            rig.Settings.StatusMilliseconds = 350;
            encoder.Fault = new CameraException(ErrorCode.Memory, "There is no memory.");
            rig.Clock.At(150, () => encoder.Fault = new OutOfMemoryException());
            rig.Clock.At(250, () => encoder.Fault = null);

            Node node = rig.Run();

            FakeMessage[] metas = Sent(rig, Meta);
            Assert.AreEqual(5, metas.Length);
            AssertContains(",\"width\":8,\"height\":8,", metas[1].Text);
            const string Problem = "\"problem\":\"There is not enough free memory for it; set snapshotBytes below "
                + "32768, or take smaller frames.\"}";
            AssertEnds(Problem, metas[1].Text);
            AssertEnds(Problem, metas[2].Text);
            Assert.AreEqual(2, Sent(rig, Jpeg).Length);
            Assert.AreEqual(5, node.Published);
            Assert.AreEqual(3, rig.Observer.Warnings);
            AssertContains(",\"snapshots\":1,\"snapshotFailures\":3", rig.Messages.Statuses[1]);
        }

        [TestMethod]
        public void TooLongBecomesWorseUntilItFits()
        {
            NodeRig rig = Make(2, out FakeEncoder encoder);
            rig.Settings.SnapshotOnChange = true;
            rig.Settings.SnapshotMilliseconds = 0;
            rig.Settings.SnapshotBytes = 4500;
            encoder.BytesPerQuality = 100;
            rig.Clock.At(50, () => encoder.BytesPerQuality = 1000);

            rig.Run();

            FakeMessage[] metas = Sent(rig, Meta);
            Assert.AreEqual(1, Sent(rig, Jpeg).Length);
            AssertStarts("frame 1 at 45 ", Sent(rig, Jpeg)[0].Text);
            AssertContains(",\"quality\":45,\"bytes\":4500,", metas[0].Text);
            AssertContains("\"problem\":\"It has more than 4500 bytes at any quality; raise", metas[1].Text);
        }

        /// <summary>A JPEG of yesterday helps nobody.</summary>
        [TestMethod]
        public void NothingWaitsForAConnection()
        {
            NodeRig rig = Make(40, out FakeEncoder encoder);
            rig.Settings.SnapshotOnChange = true;
            rig.Settings.SnapshotMilliseconds = 0;
            rig.Settings.QueueLength = 40;
            rig.Clock.At(450, () =>
            {
                rig.Messages.Reachable = false;
                rig.Messages.Lose();
            });
            rig.Clock.At(3000, () => rig.Messages.Reachable = true);

            Node node = rig.Run();

            Assert.AreEqual(40, node.Published);
            FakeMessage[] jpegs = Sent(rig, Jpeg);
            Assert.IsTrue(jpegs.Length >= 5 && jpegs.Length < 20);
            Assert.AreEqual(jpegs.Length, encoder.Asked);
        }

        /// <summary>A camera that fails is not asked more often because somebody wants to see it.</summary>
        [TestMethod]
        public void ARequestDoesNotHurryACameraThatFails()
        {
            NodeRig rig = Make(5, out FakeEncoder encoder);
            rig.Camera.Faults = 3;
            rig.Clock.At(10, () => rig.Messages.Receive(Get, string.Empty));

            Node node = rig.Run();

            Assert.AreEqual(5, node.Frames);
            Assert.AreEqual(1, Sent(rig, Jpeg).Length);
            Assert.IsTrue(Sent(rig, Jpeg)[0].Time > 1000);
        }

        private static NodeRig Make(int frames, out FakeEncoder encoder)
        {
            NodeRig rig = new NodeRig(frames);
            encoder = new FakeEncoder(rig.Camera);
            rig.Encoder = encoder;
            rig.Settings.Snapshots = SnapshotMode.OnRequest;
            return rig;
        }

        private static FakeMessage[] Sent(NodeRig rig, string topic)
        {
            FakeMessage[] all = rig.Messages.Messages;
            int count = 0;
            for (int i = 0; i < all.Length; i++)
            {
                count += all[i].Topic == topic ? 1 : 0;
            }

            FakeMessage[] sent = new FakeMessage[count];
            int next = 0;
            for (int i = 0; i < all.Length; i++)
            {
                if (all[i].Topic == topic)
                {
                    sent[next] = all[i];
                    next++;
                }
            }

            return sent;
        }

        private static int Index(NodeRig rig, FakeMessage message)
        {
            FakeMessage[] all = rig.Messages.Messages;
            int index = 0;
            while (all[index] != message)
            {
                index++;
            }

            return index;
        }

        private static string Crc(string text)
        {
            byte[] bytes = System.Text.Encoding.UTF8.GetBytes(text);
            return "\"crc\":\"" + JsonText.Hex(Crc32.Append(0, bytes, 0, bytes.Length)) + "\"";
        }

        private static void AssertStarts(string expected, string actual)
        {
            Assert.AreEqual(expected, actual.Substring(0, expected.Length));
        }

        private static void AssertEnds(string expected, string actual)
        {
            Assert.AreEqual(expected, actual.Substring(actual.Length - expected.Length));
        }

        private static void AssertContains(string expected, string actual)
        {
            Assert.IsTrue(actual.IndexOf(expected) >= 0, actual);
        }
    }
}
