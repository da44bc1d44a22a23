using System;
#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace CameraNode.Tests
{
    [TestClass]
    public class SettingsStoreTests
    {
        private const string First = "{\"clientId\":\"first\"}";
        private const string Second = "{\"clientId\":\"second\"}";
        private const string Third = "{\"clientId\":\"third\"}";

        [TestMethod]
        public void WithoutFilesWhatIsCompiledInHolds()
        {
            FakeFiles files = new FakeFiles();
            AssertLoaded(files, "compiled", LoadedSettings.BuiltIn, string.Empty);
        }

        [TestMethod]
        public void WhatIsStoredGoesBeforeWhatIsCompiledIn()
        {
            FakeFiles files = new FakeFiles();
            Store(files).Save(First);
            AssertLoaded(files, "first", SettingsStore.Current, string.Empty);
            Assert.IsTrue(Store(files).Load().Settings.MinProbability == 0.75f);
        }

        [TestMethod]
        public void ABrokenFileGivesWayToTheOneBefore()
        {
            FakeFiles files = new FakeFiles();
            Store(files).Save(First);
            Store(files).Accept();
            Store(files).Save(Second);
            files.Write(SettingsStore.Current, "{\"clientId\":\"sec");
            AssertLoaded(
                files, "first", SettingsStore.Backup, "node.json: line 1, column 17: The text ends within quotes.");
        }

        [TestMethod]
        public void IfAllIsBrokenWhatIsCompiledInHolds()
        {
            FakeFiles files = new FakeFiles();
            files.Write(SettingsStore.Current, "{\"brokerPort\":0}");
            files.Write(SettingsStore.Backup, "x");
            AssertLoaded(
                files,
                "compiled",
                LoadedSettings.BuiltIn,
                "node.json: line 1, column 15: brokerPort is 0; it must be 1..65535. "
                    + "node.bak: line 1, column 1: '{' is expected here, not something else.");
        }

        [TestMethod]
        public void ABrokenFileSystemIsNoReasonNotToStart()
        {
            FakeFiles files = new FakeFiles();
            Store(files).Save(First);
            files.IsBroken = true;
            Assert.AreEqual("compiled", Store(files).Load().Settings.ClientId);
        }

        [TestMethod]
        public void WrongSettingsAreNotStored()
        {
            FakeFiles files = new FakeFiles();
            Store(files).Save(First);
            Throws.Exception(typeof(SettingsException), () => Store(files).Save("{\"brokerPort\":0}"));
            AssertLoaded(files, "first", SettingsStore.Current, string.Empty);
        }

        /// <summary>The power fails after every single step of a Save, also in the middle of a write.</summary>
        [TestMethod]
        public void APowerFailureLeavesTheOldOrTheNew()
        {
            const int Steps = 5;
            for (int tears = 0; tears < 2; tears++)
            {
                for (int steps = 0; steps <= Steps; steps++)
                {
                    string id = SaveWithFailure(steps, tears == 1);
                    Assert.AreEqual(steps < 4 ? "second" : "third", id, "after " + steps + " steps");
                }
            }
        }

        /// <summary>The very first Save has no old settings to fall back on.</summary>
        [TestMethod]
        public void APowerFailureInTheFirstSaveLeavesWhatIsCompiledInOrTheNew()
        {
            FakeFiles files = new FakeFiles();
            files.PowerLasts = 0;
            files.TearsWrites = true;
            Throws.Exception(typeof(InvalidOperationException), () => Store(files).Save(First));
            Assert.AreEqual("compiled", Store(files).Load().Settings.ClientId);
            files.PowerLasts = 3;
            Throws.Exception(typeof(InvalidOperationException), () => Store(files).Save(First));
            Assert.AreEqual("first", Store(files).Load().Settings.ClientId);
        }

        [TestMethod]
        public void NewSettingsAreOnTrialUntilTheyAreAccepted()
        {
            FakeFiles files = new FakeFiles();
            SettingsStore store = Store(files);
            Assert.IsFalse(store.IsOnTrial());
            Assert.IsTrue(store.Save(First));
            Assert.IsTrue(store.IsOnTrial());
            store.Accept();
            Assert.IsFalse(store.IsOnTrial());
            Assert.IsFalse(store.Save(First), "the same again is no change");
            Assert.IsFalse(store.IsOnTrial());
        }

        [TestMethod]
        public void RejectedSettingsGiveWayToThoseBefore()
        {
            FakeFiles files = new FakeFiles();
            SettingsStore store = Store(files);
            store.Save(First);
            store.Reject("Why.");
            AssertLoaded(files, "compiled", LoadedSettings.BuiltIn, "Why.");
            store.Save(First);
            store.Accept();
            store.Save(Second);
            store.Reject("Why.");
            AssertLoaded(files, "first", SettingsStore.Current, "Why.");
            Assert.IsFalse(store.IsOnTrial());
        }

        /// <summary>Both come in the same turn, before the node has started with any of them.</summary>
        [TestMethod]
        public void WhatWasNeverTriedIsNoBackup()
        {
            FakeFiles files = new FakeFiles();
            SettingsStore store = Store(files);
            store.Save(First);
            store.Accept();
            store.Save(Second);

            store.Change(new Setting[] { SettingsTable.Rule }, new string[] { "\"on-change\"" });

            AssertLoaded(files, "second", SettingsStore.Current, string.Empty);
            Assert.IsTrue(store.Load().Settings.Rule == PublishRule.OnChange);
            Assert.IsTrue(store.IsOnTrial());
            store.Save(Third);
            AssertLoaded(files, "third", SettingsStore.Current, string.Empty);
            Assert.IsTrue(store.IsOnTrial());
            store.Reject("Why.");
            AssertLoaded(files, "first", SettingsStore.Current, "Why.");
        }

        /// <summary>A file that somebody has put there by hand is not on trial, whatever was before.</summary>
        [TestMethod]
        public void OtherSettingsThanThoseOnTrialAreNotOnTrial()
        {
            FakeFiles files = new FakeFiles();
            Store(files).Save(First);
            files.Write(SettingsStore.Current, Second);
            Assert.IsFalse(Store(files).IsOnTrial());
            files.IsBroken = true;
            Assert.IsFalse(Store(files).IsOnTrial());
        }

        private static string SaveWithFailure(int steps, bool tears)
        {
            FakeFiles disk = new FakeFiles();
            SettingsStore store = new SettingsStore(disk, Compiled);
            store.Save(First);
            store.Accept();
            store.Save(Second);
            store.Accept();
            disk.PowerLasts = steps;
            disk.TearsWrites = tears;
            try
            {
                store.Save(Third);
            }
            catch (InvalidOperationException)
            {
                // The power has failed.
            }

            disk.PowerLasts = -1;
            string id = store.Load().Settings.ClientId;

            // And the next Save works.
            store.Save(First);
            Assert.AreEqual("first", store.Load().Settings.ClientId);
            return id;
        }

        private static NodeSettings Compiled()
        {
            return new NodeSettings { ClientId = "compiled", MinProbability = 0.75f };
        }

        private static SettingsStore Store(FakeFiles files)
        {
            return new SettingsStore(files, Compiled);
        }

        private static void AssertLoaded(FakeFiles files, string id, string source, string problem)
        {
            LoadedSettings loaded = Store(files).Load();
            Assert.AreEqual(problem, loaded.Problem);
            Assert.AreEqual(source, loaded.Source);
            Assert.AreEqual(id, loaded.Settings.ClientId);
        }
    }
}
