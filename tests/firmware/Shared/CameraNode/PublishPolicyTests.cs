#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace CameraNode.Tests
{
    /// <summary>The table of rules in the README, case by case. Frames come every 100 ms; classes are digits.</summary>
    [TestClass]
    public class PublishPolicyTests
    {
        private const int Frame = 100;

        [TestMethod]
        public void EveryFrameIsPublishedIfItIsRecognised()
        {
            NodeSettings settings = new NodeSettings { MinProbability = 0.5f };
            Assert.AreEqual("1122", Play(settings, "1122"));
            Assert.AreEqual("1..2", Play(settings, "1..2"));
        }

        [TestMethod]
        public void EveryFrameCanReportNothing()
        {
            NodeSettings settings = new NodeSettings { MinProbability = 0.5f, ReportNothing = true };
            Assert.AreEqual("1--2", Play(settings, "1..2"));
        }

        [TestMethod]
        public void OnChangePublishesTheFirstOfEveryClass()
        {
            Assert.AreEqual("1..2..1", Play(OnChange(), "1112221"));
        }

        [TestMethod]
        public void OnChangePassesOverWhatIsNotRecognised()
        {
            Assert.AreEqual("..1....2", Play(OnChange(), "..1..1.2"));
        }

        [TestMethod]
        public void OnChangeCanReportNothing()
        {
            NodeSettings settings = OnChange();
            settings.ReportNothing = true;

            // Nothing since the start is no news; after a class it is, and the class after it too.
            Assert.AreEqual("..1.-.1", Play(settings, "..11..1"));
        }

        [TestMethod]
        public void AClassMustLastForSomeFrames()
        {
            NodeSettings settings = OnChange();
            settings.StableFrames = 3;
            Assert.AreEqual("..1...", Play(settings, "111111"));
            Assert.AreEqual("......", Play(settings, "112211"));
            Assert.AreEqual("..1.....2", Play(settings, "111221222"));
        }

        [TestMethod]
        public void FlickerChangesNothing()
        {
            NodeSettings settings = OnChange();
            settings.StableFrames = 2;
            Assert.AreEqual(".1........", Play(settings, "1121212121"));
        }

        [TestMethod]
        public void AFrameWithoutEvidenceStartsTheCountAgain()
        {
            NodeSettings settings = OnChange();
            settings.StableFrames = 2;
            Assert.AreEqual("....1", Play(settings, ".1.11"));
            Assert.AreEqual(".1.....2", Play(settings, "112.2.22"));
        }

        [TestMethod]
        public void AClassMustLastForSomeTime()
        {
            NodeSettings settings = OnChange();
            settings.StableMilliseconds = 3 * Frame;
            Assert.AreEqual("...1..", Play(settings, "111111"));
            settings.StableMilliseconds = (3 * Frame) + 1;
            Assert.AreEqual("....1.", Play(settings, "111111"));
            settings.StableMilliseconds = (3 * Frame) - 1;
            Assert.AreEqual("...1..", Play(settings, "111111"));
        }

        [TestMethod]
        public void NothingMustLastToo()
        {
            NodeSettings settings = OnChange();
            settings.StableFrames = 2;
            settings.ReportNothing = true;
            Assert.AreEqual(".1.....-", Play(settings, "11.1.1.."));
        }

        [TestMethod]
        public void TheIntervalRepeatsTheStableClass()
        {
            NodeSettings settings = OnChange();
            settings.Rule = PublishRule.OnChangeAndInterval;
            settings.RepublishMilliseconds = 3 * Frame;
            Assert.AreEqual("1..1..1..1", Play(settings, "1111111111"));
            settings.RepublishMilliseconds = (3 * Frame) + 1;
            Assert.AreEqual("1...1...1.", Play(settings, "1111111111"));
            settings.RepublishMilliseconds = 1;
            Assert.AreEqual("1111", Play(settings, "1111"));
        }

        [TestMethod]
        public void AChangeStartsTheIntervalAgain()
        {
            NodeSettings settings = OnChange();
            settings.Rule = PublishRule.OnChangeAndInterval;
            settings.RepublishMilliseconds = 3 * Frame;
            Assert.AreEqual("1.2..2", Play(settings, "112222"));
        }

        [TestMethod]
        public void OnlyAFrameThatConfirmsTheStableClassRepeatsIt()
        {
            NodeSettings settings = OnChange();
            settings.Rule = PublishRule.OnChangeAndInterval;
            settings.RepublishMilliseconds = 3 * Frame;
            settings.StableFrames = 2;
            Assert.AreEqual(".1....1", Play(settings, "1112.21"));
        }

        [TestMethod]
        public void NothingIsRepeatedToo()
        {
            NodeSettings settings = OnChange();
            settings.Rule = PublishRule.OnChangeAndInterval;
            settings.RepublishMilliseconds = 2 * Frame;
            settings.ReportNothing = true;
            Assert.AreEqual("..1-.-.-", Play(settings, "..1....."));
        }

        [TestMethod]
        public void TheThresholdIsIncluded()
        {
            NodeSettings settings = OnChange();
            settings.MinProbability = 0.25f;
            PublishPolicy policy = new PublishPolicy(settings);
            Assert.IsTrue(policy.Judge(0, 1, 0.2499f) == PublishVerdict.Keep);
            Assert.IsTrue(policy.Judge(1, 1, 0.25f) == PublishVerdict.Publish);
        }

        [TestMethod]
        public void HysteresisHoldsTheStableClassOnly()
        {
            NodeSettings settings = OnChange();
            settings.MinProbability = 0.5f;
            settings.Hysteresis = 0.25f;
            settings.ReportNothing = true;
            PublishPolicy policy = new PublishPolicy(settings);
            Assert.IsTrue(policy.Judge(0, 1, 0.3f) == PublishVerdict.Keep);
            Assert.IsTrue(policy.Judge(1, 1, 0.5f) == PublishVerdict.Publish);
            Assert.IsTrue(policy.Judge(2, 1, 0.25f) == PublishVerdict.Keep);
            Assert.IsTrue(policy.Judge(3, 2, 0.3f) == PublishVerdict.PublishNothing);
            Assert.IsTrue(policy.Judge(4, 1, 0.3f) == PublishVerdict.Keep);
            Assert.IsTrue(policy.Judge(5, 1, 0.5f) == PublishVerdict.Publish);
        }

        /// <summary>A device runs for years: 64-bit milliseconds do not wrap, and 32-bit ones would.</summary>
        [TestMethod]
        public void TheTimeMayBeLarge()
        {
            NodeSettings settings = OnChange();
            settings.Rule = PublishRule.OnChangeAndInterval;
            settings.RepublishMilliseconds = 1000;
            PublishPolicy policy = new PublishPolicy(settings);
            long start = int.MaxValue - 500L;
            Assert.IsTrue(policy.Judge(start, 1, 1) == PublishVerdict.Publish);
            Assert.IsTrue(policy.Judge(start + 999, 1, 1) == PublishVerdict.Keep);
            Assert.IsTrue(policy.Judge(start + 1000, 1, 1) == PublishVerdict.Publish);
            start = 1L << 40;
            Assert.IsTrue(policy.Judge(start, 1, 1) == PublishVerdict.Publish);
            Assert.IsTrue(policy.Judge(start, 1, 1) == PublishVerdict.Keep);
        }

        private static NodeSettings OnChange()
        {
            return new NodeSettings { Rule = PublishRule.OnChange, MinProbability = 0.5f };
        }

        /// <summary>Plays frames: a digit is a class that is certain, a dot one that is not.</summary>
        /// <returns>A digit for a class that is published, a dash for "nothing", a dot for no message.</returns>
        private static string Play(NodeSettings settings, string frames)
        {
            PublishPolicy policy = new PublishPolicy(settings);
            string published = string.Empty;
            for (int i = 0; i < frames.Length; i++)
            {
                bool certain = frames[i] != '.';
                int index = certain ? frames[i] - '0' : 9;
                PublishVerdict verdict = policy.Judge(i * Frame, index, certain ? 0.9f : 0.1f);
                published += verdict == PublishVerdict.Keep ? "."
                    : verdict == PublishVerdict.Publish ? index.ToString() : "-";
            }

            return published;
        }
    }
}
