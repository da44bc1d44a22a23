#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace CameraNode.Tests
{
    [TestClass]
    public class BackoffTests
    {
        [TestMethod]
        public void WaitsDoubleAndAreShortenedByAHalfAtMost()
        {
            string[] names = new string[] { "door", "garage", string.Empty, "a", "b" };
            for (int n = 0; n < names.Length; n++)
            {
                Backoff backoff = new Backoff(names[n]);
                for (int round = 0; round < 100; round++)
                {
                    AssertWaits(backoff);
                    backoff.Reset();
                }
            }
        }

        [TestMethod]
        public void TheSameNameMakesTheSameWaits()
        {
            Backoff a = new Backoff("door");
            Backoff b = new Backoff("door");
            for (int i = 0; i < 50; i++)
            {
                Assert.AreEqual(a.Next(), b.Next());
                Assert.AreEqual(a.Spread(), b.Spread());
            }
        }

        /// <summary>A fleet of 1000 must not come back in step: no 50 ms of the first second get 100 of them.</summary>
        [TestMethod]
        public void OtherNamesAreSpread()
        {
            int[] slots = new int[21];
            for (int i = 0; i < 1000; i++)
            {
                int wait = new Backoff("camera-" + i).Spread();
                Assert.IsTrue(wait >= 0 && wait <= Backoff.First);
                slots[wait / 50]++;
            }

            for (int i = 0; i < slots.Length; i++)
            {
                Assert.IsTrue(slots[i] < 100);
            }
        }

        private static void AssertWaits(Backoff backoff)
        {
            int longest = Backoff.First;
            for (int i = 0; i < 12; i++)
            {
                int wait = backoff.Next();
                Assert.IsTrue(wait >= longest / 2 && wait <= longest);
                longest = 2 * longest < Backoff.Longest ? 2 * longest : Backoff.Longest;
            }
        }
    }
}
