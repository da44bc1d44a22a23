#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace CameraNode.Tests
{
    [TestClass]
    public class LedTests
    {
        [TestMethod]
        public void APatternRepeats()
        {
            LedPattern pattern = new LedPattern(new int[] { 100, 150, 100, 850 });
            for (long start = 0; start < 12000; start += 1200)
            {
                AssertOn(pattern, start, start + 99, true);
                AssertOn(pattern, start + 100, start + 249, false);
                AssertOn(pattern, start + 250, start + 349, true);
                AssertOn(pattern, start + 350, start + 1199, false);
            }
        }

        [TestMethod]
        public void OffIsDark()
        {
            AssertOn(LedPatterns.Off, 0, 5000, false);
        }

        /// <summary>Three short, three long, three short: read from the lamp.</summary>
        [TestMethod]
        public void ABrokenModelIsSos()
        {
            string morse = string.Empty;
            int lit = 0;
            for (int t = 0; t < 8000; t++)
            {
                if (LedPatterns.ModelFailed.IsOn(t))
                {
                    lit++;
                }
                else if (lit > 0)
                {
                    morse += lit < 300 ? "." : "-";
                    lit = 0;
                }
            }

            Assert.AreEqual("...---...", morse.Substring(0, 9));
        }

        [TestMethod]
        public void EveryStateHasAPattern()
        {
            Assert.AreSame(LedPatterns.Joining, LedPatterns.Of(NodeState.JoiningNetwork));
            Assert.AreSame(LedPatterns.Booting, LedPatterns.Of(NodeState.LoadingModel));
            Assert.AreSame(LedPatterns.Connecting, LedPatterns.Of(NodeState.Connecting));
            Assert.AreSame(LedPatterns.Running, LedPatterns.Of(NodeState.Running));
            Assert.AreSame(LedPatterns.Offline, LedPatterns.Of(NodeState.Reconnecting));
            Assert.AreSame(LedPatterns.Off, LedPatterns.Of(NodeState.Stopping));
            Assert.AreSame(LedPatterns.Off, LedPatterns.Of(NodeState.Stopped));
        }

        [TestMethod]
        public void TheLampIsSwitchedOnChangesOnly()
        {
            FakeLight light = new FakeLight();
            StatusLed led = new StatusLed(light);
            led.Show(LedPatterns.Booting, 5000);
            for (long t = 5000; t < 15000; t += 25)
            {
                led.Update(t);
            }

            // Off at the start, then on and off every second.
            Assert.AreEqual(1 + 10, light.Switches);
        }

        [TestMethod]
        public void ShowingThePatternThatIsShownDoesNotStartItAgain()
        {
            FakeLight light = new FakeLight();
            StatusLed led = new StatusLed(light);
            led.Show(LedPatterns.Booting, 0);
            led.Show(LedPatterns.Booting, 999);
            Assert.IsTrue(light.IsOn);
            led.Show(LedPatterns.Booting, 1000);
            Assert.IsFalse(light.IsOn);
        }

        [TestMethod]
        public void AFlashShinesOverThePattern()
        {
            FakeLight light = new FakeLight();
            StatusLed led = new StatusLed(light);
            led.Show(LedPatterns.Running, 0);
            led.Flash(100);
            Assert.IsTrue(light.IsOn);
            led.Update(100 + StatusLed.FlashMilliseconds - 1);
            Assert.IsTrue(light.IsOn);
            led.Update(100 + StatusLed.FlashMilliseconds);
            Assert.IsFalse(light.IsOn);
        }

        private static void AssertOn(LedPattern pattern, long first, long last, bool expected)
        {
            Assert.AreEqual(expected, pattern.IsOn(first));
            Assert.AreEqual(expected, pattern.IsOn(last));
        }
    }
}
