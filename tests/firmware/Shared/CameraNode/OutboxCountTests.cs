#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace CameraNode.Tests
{
    /// <summary>Every classification is in exactly one of published, waiting and dropped, whatever happens.</summary>
    [TestClass]
    public class OutboxCountTests
    {
        /// <summary>A broker is silent for 25 s and then breaks: what it never confirmed is not published.</summary>
        [TestMethod]
        public void AFreezeIsCountedHonestly()
        {
            OutboxRig rig = new OutboxRig(32, 1);
            rig.Connect();
            rig.Messages.Confirms = false;
            for (int i = 0; i < 250; i++)
            {
                rig.Add();
                rig.Clock.Advance(100);
                rig.AssertSum();
            }

            Assert.AreEqual(0, rig.Outbox.Published);
            Assert.AreEqual(32 + OfflineQueue.MostUnderWay, rig.Outbox.Waiting);
            rig.Lose();
            Assert.AreEqual(0, rig.Outbox.Published);
            Assert.AreEqual(32, rig.Outbox.Waiting);
            Assert.AreEqual(250 - 32, rig.Outbox.Dropped);

            rig.Messages.Confirms = true;
            rig.Connect();
            rig.SendAll();
            Assert.AreEqual(32, rig.Outbox.Published);
            Assert.AreEqual(0, rig.Outbox.Waiting);
            rig.AssertSum();
        }

        /// <summary>After a freeze that ends, all that was under way has arrived, pushed out or not.</summary>
        [TestMethod]
        public void WhatABrokerConfirmsLateIsPublished()
        {
            OutboxRig rig = new OutboxRig(4, 1);
            rig.Connect();
            rig.Messages.Confirms = false;
            for (int i = 0; i < 30; i++)
            {
                rig.Add();
                rig.Clock.Advance(100);
            }

            rig.Messages.Confirms = true;
            rig.Messages.Confirm();
            rig.SendAll();
            Assert.AreEqual(20, rig.Outbox.Published);
            Assert.AreEqual(10, rig.Outbox.Dropped);
            rig.AssertSum();
        }

        [TestMethod]
        public void QualityOfService0CountsWhatIsHandedOver()
        {
            OutboxRig rig = new OutboxRig(4, 0);
            rig.Connect();
            rig.Messages.Confirms = false;
            rig.Add();
            rig.Lose();
            rig.Add();
            Assert.AreEqual(1, rig.Outbox.Published);
            Assert.AreEqual(1, rig.Outbox.Waiting);
            rig.AssertSum();
        }

        /// <summary>
        /// Freezes, confirmations one by one, losses, restarts, refusals and takeovers in any order; the sum holds
        /// after each, and what the broker has confirmed is what counts as published.
        /// </summary>
        [TestMethod]
        public void TheSumHoldsAfterEveryEvent()
        {
            uint random = 12345;
            for (int round = 0; round < 60; round++)
            {
                OutboxRig rig = new OutboxRig(1 + (round % 20), round % 3);
                for (int step = 0; step < 200; step++)
                {
                    random = (random * 1664525) + 1013904223;
                    rig.Do((int)(random >> 24) % 12);
                    rig.AssertSum();
                }

                rig.End();
                Assert.AreEqual(0, rig.Outbox.Waiting);
                rig.AssertSum();
                rig.AssertArrived();
            }
        }
    }
}
