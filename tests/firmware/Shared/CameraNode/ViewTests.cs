using System.Collections;
#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace CameraNode.Tests
{
    /// <summary>Regions in turn, changed while the node runs, and the motion gate.</summary>
    [TestClass]
    public class ViewTests
    {
        private const string Set = "sqnet/door/view/set";

        [TestMethod]
        public void RegionsAreLookedAtInTurn()
        {
            NodeRig rig = Rig(5, (frame, isRight) => 100);
            rig.Settings.Regions = TwoRegions();

            rig.Run();

            Assert.AreEqual("left right left right left", Regions(rig));
            FakeMessage[] labels = Labels(rig);
            Assert.AreEqual("sqnet/door/label/left", labels[0].Topic);
            Assert.AreEqual("sqnet/door/label/right", labels[1].Topic);
            Assert.IsTrue(labels[1].Text.IndexOf("\"region\":\"right\"") > 0);
        }

        [TestMethod]
        public void EachRegionHasItsOwnPolicy()
        {
            NodeRig rig = Rig(8, (frame, isRight) => 100);
            rig.Settings.Regions = TwoRegions();
            rig.Settings.Rule = PublishRule.OnChange;
            rig.Settings.StableFrames = 3;

            rig.Run();

            // The third frame of each is the fifth and the sixth of all.
            Assert.AreEqual("left right", Regions(rig));
            Assert.IsTrue(Labels(rig)[0].Text.IndexOf("\"seq\":5,") > 0);
            Assert.IsTrue(Labels(rig)[1].Text.IndexOf("\"seq\":6,") > 0);
        }

        [TestMethod]
        public void StillFramesAreSparedUntilTheHeartbeat()
        {
            NodeRig rig = Rig(31, (frame, isRight) => 100);
            rig.Settings.Motion = 10;
            rig.Settings.MotionHeartbeatMilliseconds = 1000;
            rig.Settings.StatusMilliseconds = 100000;

            Node node = rig.Run();

            Assert.AreEqual("1 11 21 31", Frames(rig));
            Assert.AreEqual(4, node.Frames);
        }

        [TestMethod]
        public void SpareFramesAreCountedAndTold()
        {
            NodeRig rig = Rig(120, (frame, isRight) => (byte)(frame < 100 ? 100 : 120));
            rig.Settings.Motion = 10;

            rig.Run();

            string[] statuses = rig.Messages.Statuses;
            Assert.AreEqual("1 100", Frames(rig));
            Assert.AreEqual(5, statuses.Length); // birth, moving, at rest, moving, farewell
            Assert.IsTrue(statuses[0].IndexOf("\"motion\":false,\"moved\":0,\"still\":0") > 0);
            Assert.IsTrue(statuses[1].IndexOf("\"motion\":true,\"moved\":1,\"still\":0") > 0);
            Assert.IsTrue(statuses[2].IndexOf("\"motion\":false,\"moved\":1,\"still\":50") > 0);
            Assert.IsTrue(statuses[3].IndexOf("\"motion\":true,\"moved\":2,\"still\":98") > 0);
        }

        [TestMethod]
        public void SlowChangesAddUp()
        {
            // 20 per mille are 5.1 steps of brightness.
            NodeRig rig = Rig(20, (frame, isRight) => (byte)(100 + frame));
            rig.Settings.Motion = 20;

            rig.Run();

            Assert.AreEqual("1 7 13 19", Frames(rig));
        }

        [TestMethod]
        public void AClassBecomesStableThoughNothingMoves()
        {
            NodeRig rig = Rig(20, (frame, isRight) => 100);
            rig.Settings.Motion = 10;
            rig.Settings.Rule = PublishRule.OnChange;
            rig.Settings.StableFrames = 3;
            rig.Settings.StableMilliseconds = 500;

            Node node = rig.Run();

            Assert.AreEqual("6", Frames(rig));
            Assert.AreEqual(6, node.Frames);
        }

        [TestMethod]
        public void AFrameThatIsAskedForIsNotSpared()
        {
            NodeRig rig = Rig(20, (frame, isRight) => 100);
            rig.Settings.Motion = 10;
            rig.Settings.Snapshots = SnapshotMode.OnRequest;
            rig.Settings.StatusMilliseconds = 1;
            rig.Encoder = new FakeEncoder(rig.Camera);
            rig.Clock.At(1050, () => rig.Messages.Receive("sqnet/door/snapshot/get", string.Empty));

            Node node = rig.Run();

            Assert.AreEqual(2, node.Frames);
            string[] statuses = rig.Messages.Statuses;
            string last = statuses[statuses.Length - 2];
            Assert.IsTrue(last.IndexOf("\"frames\":2,") > 0, last);
            Assert.IsTrue(last.IndexOf("\"still\":18") > 0, last);
        }

        [TestMethod]
        public void EachRegionHasItsOwnGate()
        {
            NodeRig rig = Rig(
                40, (frame, isRight) => (byte)(isRight && frame >= 21 ? 100 + (frame / 2 * 20 % 100) : 90));
            rig.Settings.Regions = TwoRegions();
            rig.Settings.Motion = 10;

            rig.Run();

            Assert.AreEqual("1 2 22 24 26 28 30 32 34 36 38 40", Frames(rig));
        }

        [TestMethod]
        public void WithoutTheSettingNothingIsSpared()
        {
            NodeRig rig = Rig(5, (frame, isRight) => 100);

            rig.Run();

            Assert.AreEqual("1 2 3 4 5", Frames(rig));
            Assert.IsTrue(rig.Messages.Statuses[0].IndexOf("motion") < 0);
        }

        [TestMethod]
        public void ViewsChangeWhileTheNodeRuns()
        {
            NodeRig rig = Rig(6, (frame, isRight) => 100);
            rig.Settings.RemoteSettings = true;
            rig.Files.Write(SettingsStore.Current, "{\"clientId\": \"door\", \"crop\": {\"x\":0,\"y\":0,\"size\":9}}");
            rig.Settings.Crop = new ViewRegions(new ViewRegion[] { new ViewRegion("", 0, 0, 9) });
            rig.Clock.At(150, () => rig.Messages.Receive(
                Set,
                "{\"rotate\": 90, \"regions\": [{\"name\":\"left\",\"x\":0,\"y\":0,\"size\":1000},"
                + "{\"name\":\"right\",\"x\":0,\"y\":500,\"size\":500}]}"));

            rig.Run();

            Assert.AreEqual("- - left right left right", Regions(rig));
            Assert.AreEqual(
                "{\"ok\":true,\"rotate\":90,\"frame\":\"32x16\",\"seen\":["
                + "{\"name\":\"left\",\"left\":0,\"top\":0,\"width\":16,\"height\":16},"
                + "{\"name\":\"right\",\"left\":0,\"top\":16,\"width\":8,\"height\":8}]}",
                Result(rig));
            NodeSettings stored = rig.Store.Load().Settings;
            Assert.AreEqual(90, stored.Rotate);
            Assert.IsTrue(stored.Crop == null);
            Assert.AreEqual(2, stored.Regions!.Count);
            Assert.AreEqual(
                "{\"clientId\": \"door\", \"crop\": {\"x\":0,\"y\":0,\"size\":9}}",
                rig.Files.Read(SettingsStore.Backup));
            Assert.IsFalse(rig.Store.IsOnTrial());
        }

        [TestMethod]
        public void ImpossibleViewsChangeNothing()
        {
            string[] texts = new string[]
            {
                "{\"rotate\": 45}",
                "{\"rotate\": 90, \"crop\": {\"x\": 600, \"y\": 0, \"size\": 500}}",
                "{\"crop\": {\"x\": 0, \"y\": 0, \"size\": 1}}",
                "{\"regions\": [{\"name\": \"a\", \"x\": 0, \"y\": 0, \"size\": 230}]}",
                "{\"model\": \"m\"}",
                "nonsense",
            };
            string[] problems = new string[]
            {
                "line 1, column 12: rotate is 45; it must be 0..270 in steps of 90.",
                "line 1, column 24: x is 600 and size 500: the region leaves the frame; x must be 0..500.",
                "The region has 1x1 pixels of the frame's 32x16; it must have at least 8x8: raise size.",
                "The region a has 7x7 pixels of the frame's 32x16; it must have at least 8x8: raise size.",
                "line 1, column 2: A view has rotate and either crop or regions, nothing else.",
                "line 1, column 1: '{' is expected here, not something else.",
            };
            for (int i = 0; i < texts.Length; i++)
            {
                string text = texts[i];
                NodeRig rig = Rig(4, (frame, isRight) => 100);
                rig.Settings.RemoteSettings = true;
                rig.Settings.Regions = TwoRegions();
                rig.Clock.At(150, () => rig.Messages.Receive(Set, text));

                rig.Run();

                Assert.AreEqual("{\"ok\":false,\"problem\":\"" + problems[i] + "\"}", Result(rig));
                Assert.AreEqual("left right left right", Regions(rig));
                Assert.AreEqual(0, rig.Settings.Rotate);
                Assert.IsFalse(rig.Files.Exists(SettingsStore.Current));
            }
        }

        [TestMethod]
        public void NobodyChangesViewsUnasked()
        {
            NodeRig rig = Rig(3, (frame, isRight) => 100);
            rig.Clock.At(50, () => rig.Messages.Receive(Set, "{\"rotate\": 90}"));

            rig.Run();

            Assert.AreEqual(0, rig.Settings.Rotate);
            Assert.AreEqual(string.Empty, Result(rig));
        }

        [TestMethod]
        public void FaultsOfRegionsHaveTheirPlace()
        {
            AssertFault("crop", "{\"x\": 0, \"y\": 0, \"size\": 0}", 10, "size is 0; it must be 1..1000.");
            AssertFault("crop", "{\"x\": 0, \"y\": 0}", 10, "A region needs x, y and size, in per mille of the frame.");
            AssertFault("crop", "{\"x\": 0, \"name\": 0}", 19, "A region has x, y and size, nothing else.");
            AssertFault("crop", "{\"x\": -1}", 16, "x is -1; it must be 0..1000.");
            AssertFault("crop", "{\"x\": 1.5}", 16, "x is 1.5; it must be a whole number.");
            string region = "{\"name\": \"a\", \"x\": 0, \"y\": 0, \"size\": 9}";
            AssertFault(
                "regions", "[]", 14, "A region is expected here as the value of regions; null stands for none.");
            AssertFault(
                "regions",
                "[" + region + "," + region + "]",
                15 + region.Length,
                "Two regions have one name; each needs its own.");
            AssertFault(
                "regions",
                "[{\"x\": 0, \"y\": 0, \"size\": 9}]",
                14,
                "A region's name must be 1..32 letters, digits, '-' or '_': it is a part of topics.");
            string both = "[" + region + "], \"crop\": {\"x\": 0, \"y\": 0, \"size\": 9}";
            AssertFault("regions", both, 13, "There are crop and regions; give one of them.");
        }

        private static void AssertFault(string name, string value, int column, string message)
        {
            SettingsException e = (SettingsException)Throws.Exception(
                typeof(SettingsException),
                () => SettingsReader.Read("{ \"" + name + "\":" + value + "}", new NodeSettings()));
            Assert.AreEqual("line 1, column " + column + ": " + message, e.Message);
            Assert.AreEqual(name, e.Key);
        }

        private static NodeRig Rig(int frames, SceneLight light)
        {
            return new NodeRig(0) { Scene = new FakeScene(frames, light) };
        }

        private static ViewRegions TwoRegions()
        {
            return new ViewRegions(new ViewRegion[]
            {
                new ViewRegion("left", 0, 0, 500), new ViewRegion("right", 500, 0, 500),
            });
        }

        private static FakeMessage[] Labels(NodeRig rig)
        {
            ArrayList labels = new ArrayList();
            FakeMessage[] all = rig.Messages.Messages;
            for (int i = 0; i < all.Length; i++)
            {
                if (all[i].Topic.IndexOf("/label") > 0)
                {
                    labels.Add(all[i]);
                }
            }

            return (FakeMessage[])labels.ToArray(typeof(FakeMessage));
        }

        /// <summary>The regions of all labels, '-' for the whole frame.</summary>
        private static string Regions(NodeRig rig)
        {
            string regions = string.Empty;
            FakeMessage[] labels = Labels(rig);
            for (int i = 0; i < labels.Length; i++)
            {
                int at = labels[i].Topic.LastIndexOf('/');
                string last = labels[i].Topic.Substring(at + 1);
                regions += (i == 0 ? string.Empty : " ") + (last == "label" ? "-" : last);
            }

            return regions;
        }

        /// <summary>The names of all frames that were published.</summary>
        private static string Frames(NodeRig rig)
        {
            string frames = string.Empty;
            FakeMessage[] labels = Labels(rig);
            for (int i = 0; i < labels.Length; i++)
            {
                string text = labels[i].Text;
                string name = text.Substring(text.IndexOf("\"frame\":\"") + 9);
                frames += (i == 0 ? string.Empty : " ") + name.Substring(0, name.IndexOf('"'));
            }

            return frames;
        }

        private static string Result(NodeRig rig)
        {
            FakeMessage[] all = rig.Messages.Messages;
            for (int i = 0; i < all.Length; i++)
            {
                if (all[i].Topic == "sqnet/door/view/result")
                {
                    return all[i].Text;
                }
            }

            return string.Empty;
        }
    }
}
