using System;
#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace CameraNode.Tests
{
    [TestClass]
    public class UtcTextTests
    {
        [TestMethod]
        public void MomentsAreWrittenInFull()
        {
            Assert.AreEqual("2026-02-08T07:05:09.000Z", UtcText.Of(new DateTime(2026, 2, 8, 7, 5, 9)));
            Assert.AreEqual("2029-12-31T23:59:59.007Z", UtcText.Of(new DateTime(2029, 12, 31, 23, 59, 59, 7)));
        }

        [TestMethod]
        public void AClockThatWasNeverSetSaysNothing()
        {
            Assert.AreEqual(string.Empty, UtcText.Of(new DateTime(1970, 1, 1)));
            Assert.AreEqual(string.Empty, UtcText.Of(new DateTime(2023, 12, 31, 23, 59, 59)));
            Assert.AreEqual("2024-01-01T00:00:00.000Z", UtcText.Of(new DateTime(2024, 1, 1)));
        }
    }
}
