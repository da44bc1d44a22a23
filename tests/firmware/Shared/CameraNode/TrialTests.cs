using SqueezeNet.Embedded;
#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace CameraNode.Tests
{
    /// <summary>Settings from the broker that do not work: what is told of them, and for how long.</summary>
    [TestClass]
    public class TrialTests
    {
        private const string Unreached =
            "New settings were undone: the broker was not reached with them. The broker localhost:1883 cannot be "
            + "reached: connection refused.";

        [TestMethod]
        public void ABrokerThatIsNotReachedIsTheReason()
        {
            NodeRig rig = OnTrial();
            rig.Messages.Reachable = false;

            rig.Run();

            AssertUndone(rig, Unreached);
        }

        [TestMethod]
        public void ANetworkThatIsNotJoinedIsTheReason()
        {
            NodeRig rig = OnTrial();
            rig.Link.Failures = 1000;

            rig.Run();

            AssertUndone(rig, "New settings were undone: the network was not joined with them.");
        }

        [TestMethod]
        public void AModelThatFailsIsTheReason()
        {
            NodeRig rig = OnTrial();
            rig.Settings.SleepSeconds = 60;
            rig.Model.IsDamaged = true;

            Throws.Exception(typeof(BlobException), () => rig.Run());

            string problem = rig.Store.Load().Problem;
            Assert.AreEqual(0, problem.IndexOf("New settings were undone: the model could not be used with them. "));
        }

        /// <summary>The next start reads it from its files, and so does each one until others are accepted.</summary>
        [TestMethod]
        public void TheReasonOutlivesStartsUntilOthersAreAccepted()
        {
            NodeRig rig = OnTrial();
            rig.Messages.Reachable = false;
            rig.Run();
            rig.Messages.Reachable = true;
            rig.Run();
            AssertUndone(rig, Unreached);
            rig.Store.Change(new Setting[] { SettingsTable.Rule }, new string[] { "\"on-change\"" });
            AssertUndone(rig, Unreached);

            rig.Store.Save("{\"clientId\":\"better\"}");
            Assert.AreEqual(string.Empty, rig.Store.Load().Problem, "while they are on trial");
            rig.Run();

            Assert.IsFalse(rig.Store.IsOnTrial());
            Assert.AreEqual(string.Empty, rig.Store.Load().Problem);
            Assert.IsFalse(rig.Files.Exists(SettingsStore.Undone));
        }

        /// <summary>Whatever step the power fails at, either those before or the trial with its end go on.</summary>
        [TestMethod]
        public void APowerFailureInTheReturnIsMended()
        {
            for (int steps = 0; steps < 6; steps++)
            {
                NodeRig rig = OnTrial();
                rig.Files.PowerLasts = steps;
                try
                {
                    rig.Store.Reject("Why.");
                }
                catch (System.InvalidOperationException)
                {
                    // The power has failed.
                }

                rig.Files.PowerLasts = -1;
                LoadedSettings loaded = rig.Store.Load();
                bool isBack = loaded.Settings.ClientId == "good";
                Assert.IsTrue(isBack || rig.Store.IsOnTrial());
                Assert.AreEqual(isBack ? "Why." : string.Empty, loaded.Problem);
            }
        }

        [TestMethod]
        public void LeavingRemoteSettingsOutLocksNobodyOut()
        {
            NodeRig rig = Locking();
            rig.Clock.At(1050, () => rig.Messages.Receive("sqnet/door/settings/set", "{\"queueLength\":7}"));

            rig.Run();

            Assert.AreEqual("{\"queueLength\":7,\"remoteSettings\":true}", rig.Files.Read(SettingsStore.Current));
            Assert.IsTrue(Result(rig).IndexOf("\"remark\":\"remoteSettings is not named and stays on") > 0);
        }

        [TestMethod]
        public void RemoteSettingsAreTurnedOffByName()
        {
            NodeRig rig = Locking();
            string text = "{\"queueLength\":7,\"remoteSettings\":false}";
            rig.Clock.At(1050, () => rig.Messages.Receive("sqnet/door/settings/set", text));

            rig.Run();

            Assert.AreEqual(text, rig.Files.Read(SettingsStore.Current));
            Assert.AreEqual("{\"ok\":true,\"changed\":true}", Result(rig));
        }

        private static NodeRig Locking()
        {
            NodeRig rig = new NodeRig(20);
            rig.Settings.RemoteSettings = true;
            rig.IsRemoteByDefault = false;
            return rig;
        }

        private static NodeRig OnTrial()
        {
            NodeRig rig = new NodeRig(1);
            rig.Store.Save("{\"clientId\":\"good\"}");
            rig.Store.Accept();
            rig.Store.Save("{\"clientId\":\"bad\"}");
            return rig;
        }

        private static void AssertUndone(NodeRig rig, string problem)
        {
            LoadedSettings loaded = rig.Store.Load();
            Assert.AreEqual("good", loaded.Settings.ClientId);
            Assert.AreEqual(problem, loaded.Problem);
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
    }
}
