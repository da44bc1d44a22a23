#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace CameraNode.Tests
{
    /// <summary>What is kept over a sleep, and over power failures.</summary>
    [TestClass]
    public class SleepFileTests
    {
        [TestMethod]
        public void EverythingComesBack()
        {
            FakeFiles files = new FakeFiles();
            new SleepFile(files).Save(Memory(7));

            SleepMemory memory = new SleepFile(files).Load()!;

            Assert.AreEqual(SleepText.Write(Memory(7), 1), SleepText.Write(memory, 1));
            Assert.AreEqual(2, memory.Waiting.Length);
            Assert.AreEqual("a \"cat\"\n", memory.Waiting[0].Label);
            Assert.AreEqual(
                NodeMessages.Label(Memory(7).Waiting[0]), NodeMessages.Label(memory.Waiting[0]));
            Assert.AreEqual(9000000000, memory.Clock);
            Assert.AreEqual(4, memory.FramesBefore);
            Assert.AreEqual("no \"frame\"", memory.CameraReason);
            Assert.IsTrue(memory.IsCameraBroken && memory.IsCameraTold);
            Assert.AreEqual(2, memory.Policies.Length);
            Assert.AreEqual("{\"label\":\"a\"}", memory.States[0]);
            Assert.AreEqual(string.Empty, memory.States[1]);
            Assert.AreEqual(0xfedcba98, memory.Waiting[0].Model);
            Assert.IsTrue(memory.Policies[0].Is(Memory(7).Policies[0]));
            Assert.IsTrue(memory.Policies[1].Is(Memory(7).Policies[1]));
        }

        [TestMethod]
        public void TheLastOneCounts()
        {
            FakeFiles files = new FakeFiles();
            for (int i = 1; i <= 5; i++)
            {
                SleepFile file = new SleepFile(files);
                SleepMemory? before = file.Load();
                Assert.AreEqual(i - 1, before == null ? 0 : before.Sequence);
                Assert.AreEqual(string.Empty, file.Save(Memory(i)));
            }
        }

        [TestMethod]
        public void APowerFailureLeavesTheOldOrTheNewOne()
        {
            for (int saved = 1; saved <= 3; saved++)
            {
                for (int lasts = 0; lasts <= 1; lasts++)
                {
                    FakeFiles files = new FakeFiles { TearsWrites = true };
                    SleepFile file = new SleepFile(files);
                    for (int i = 1; i <= saved; i++)
                    {
                        file.Save(Memory(i));
                    }

                    files.PowerLasts = lasts;
                    file.Save(Memory(99));
                    files.PowerLasts = -1;

                    SleepFile after = new SleepFile(files);
                    Assert.AreEqual(lasts == 0 ? saved : 99, after.Load()!.Sequence);
                    after.Save(Memory(100));
                    Assert.AreEqual(100, new SleepFile(files).Load()!.Sequence);
                }
            }
        }

        [TestMethod]
        public void ADamagedFileIsPassedOver()
        {
            FakeFiles files = new FakeFiles();
            SleepFile file = new SleepFile(files);
            file.Save(Memory(1));
            file.Save(Memory(2));
            string newer = files.Read("sleep.b");
            files.Write("sleep.b", newer.Substring(0, newer.Length - 2) + "x}");
            Assert.AreEqual(1, new SleepFile(files).Load()!.Sequence);

            files.Write("sleep.a", string.Empty);
            Assert.IsTrue(new SleepFile(files).Load() == null);
            files.IsBroken = true;
            Assert.IsTrue(new SleepFile(files).Load() == null);
            Assert.AreEqual("sleep.a: the file system is broken", new SleepFile(files).Save(Memory(3)));
        }

        /// <summary>Also where the heap has no room for it.</summary>
        [TestMethod]
        public void ATextThatCannotBeMadeIsTold()
        {
            SleepMemory impossible = Memory(1);
            impossible.Waiting = new FrameClassification[1];
            FakeFiles files = new FakeFiles();

            Assert.AreEqual(0, new SleepFile(files).Save(impossible).IndexOf("sleep.a: "));
            Assert.IsFalse(files.Exists("sleep.a"));
        }

        private static SleepMemory Memory(int sequence)
        {
            return new SleepMemory
            {
                Sequence = sequence,
                Frames = 5,
                Published = 3,
                Dropped = 1,
                FramesBefore = 4,
                CameraFailures = 2,
                IsCameraBroken = true,
                CameraReason = "no \"frame\"",
                IsCameraTold = true,
                ModelFailures = 1,
                Clock = 9000000000,
                Date = 638000000000000000,
                Planned = 60000,
                StatusAt = 8999999999,
                AwaitsRelease = true,
                Crc = 0xdeadbeef,
                Policies = new PolicyState[]
                {
                    new PolicyState { Stable = 4, PublishedAt = 8000000000, Candidate = -1, CandidateFrames = 2 },
                    new PolicyState { Stable = 1, CandidateSince = 7000000000 },
                },
                States = new string[] { "{\"label\":\"a\"}", string.Empty },
                Waiting = new FrameClassification[]
                {
                    new FrameClassification(4, 7, "a \"cat\"\n", 0.98765f, 41.26, "f")
                    {
                        CapturedAt = 9000000001, CapturedUtc = "2026-02-28T07:05:09.120Z", Region = "door",
                        Model = 0xfedcba98,
                    },
                    new FrameClassification(5, -1, string.Empty, 0.1f, 41, string.Empty),
                },
            };
        }
    }
}
