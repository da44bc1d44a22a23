#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace CameraNode.Tests
{
    [TestClass]
    public class CameraHealthTests
    {
        [TestMethod]
        public void OnlyTheFirstFailureInARowIsNews()
        {
            CameraHealth health = Make();
            Assert.IsFalse(health.IsBroken);
            Assert.IsTrue(health.Fail("dark"));
            Assert.IsFalse(health.Fail("cold"));
            Assert.IsTrue(health.IsBroken);
            Assert.AreEqual("dark", health.Reason);
            Assert.AreEqual(2, health.Failures);
        }

        [TestMethod]
        public void OnlyTheFirstFrameAfterAFailureIsNews()
        {
            CameraHealth health = Make();
            Assert.IsFalse(health.Recover());
            health.Fail("dark");
            Assert.IsTrue(health.Recover());
            Assert.IsFalse(health.Recover());
            Assert.IsFalse(health.IsBroken);
            Assert.AreEqual(string.Empty, health.Reason);
            Assert.AreEqual(1, health.Failures);
        }

        /// <summary>Waits grow from failure to failure, and start again after a frame.</summary>
        [TestMethod]
        public void WaitsGrowUntilAFrameComes()
        {
            CameraHealth health = Make();
            Backoff waits = new Backoff("door");
            for (int i = 0; i < 8; i++)
            {
                health.Fail("dark");
                Assert.AreEqual(waits.Next(), health.Wait);
            }

            health.Recover();
            waits.Reset();
            health.Fail("dark");
            Assert.AreEqual(waits.Next(), health.Wait);
            Assert.IsTrue(health.Wait <= Backoff.First);
        }

        private static CameraHealth Make()
        {
            return new CameraHealth(new FakeStillCamera(1), new Backoff("door"));
        }
    }
}
