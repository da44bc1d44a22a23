using System;
#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace CameraNode.Tests
{
    [TestClass]
    public class OfflineQueueTests
    {
        [TestMethod]
        public void WhatWaitsComesOutInOrder()
        {
            OfflineQueue queue = Fill(new OfflineQueue(3), 1, 3);
            Assert.AreEqual("123", Drain(queue));
            Assert.AreEqual(0, queue.Dropped);
        }

        [TestMethod]
        public void TheOldestGivesWay()
        {
            OfflineQueue queue = Fill(new OfflineQueue(3), 1, 8);
            Assert.AreEqual(3, queue.Count);
            Assert.AreEqual(5, queue.Dropped);
            Assert.AreEqual("678", Drain(queue));
        }

        [TestMethod]
        public void OneKeepsTheLatest()
        {
            OfflineQueue queue = Fill(new OfflineQueue(1), 1, 5);
            Assert.AreEqual(4, queue.Dropped);
            Assert.AreEqual("5", Drain(queue));
        }

        [TestMethod]
        public void WhatIsNotConfirmedWaitsAgainInItsPlace()
        {
            FakeMessages messages = Connect();
            OfflineQueue queue = Fill(new OfflineQueue(5), 1, 5);
            Send(messages, queue, 3);
            messages.ConfirmOne();
            queue.Settle(messages);
            Assert.AreEqual(2, queue.Sent);
            Assert.AreEqual(2, queue.Pending);
            Assert.AreEqual(1, queue.Published);
            messages.Lose();
            queue.Requeue(messages);
            Assert.AreEqual(4, queue.Pending);
            Assert.AreEqual("2345", Drain(queue));
        }

        [TestMethod]
        public void ConfirmationsOutOfOrderLetGoInOrder()
        {
            FakeMessages messages = Connect();
            OfflineQueue queue = Fill(new OfflineQueue(3), 1, 3);
            queue.MarkSent(Publish(messages, 1));
            queue.MarkSent(Publish(messages, 0));
            queue.Settle(messages);
            Assert.AreEqual(2, queue.Sent);
            messages.ConfirmOne();
            queue.Settle(messages);
            Assert.AreEqual(0, queue.Sent);
            Assert.AreEqual("3", Drain(queue));
        }

        /// <summary>A classification under way that gives way is not lost yet: the broker may have it.</summary>
        [TestMethod]
        public void WhatGivesWayUnderWayCountsWhenItsFateIsKnown()
        {
            FakeMessages messages = Connect();
            OfflineQueue queue = Fill(new OfflineQueue(2), 1, 2);
            Send(messages, queue, 2);
            queue.Add(Classification(3));
            queue.Add(Classification(4));
            Assert.AreEqual(4, queue.Waiting);
            Assert.AreEqual(0, queue.Dropped);
            messages.ConfirmOne();
            queue.Settle(messages);
            Assert.AreEqual(1, queue.Published);
            Assert.AreEqual(3, queue.Waiting);
            messages.Lose();
            queue.Requeue(messages);
            Assert.AreEqual(1, queue.Dropped);
            Assert.AreEqual(1, queue.Published);
            Assert.AreEqual("34", Drain(queue));
        }

        /// <summary>What was confirmed behind one that was not is not sent again.</summary>
        [TestMethod]
        public void OnlyWhatIsNotConfirmedIsSentAgain()
        {
            FakeMessages messages = Connect();
            OfflineQueue queue = Fill(new OfflineQueue(5), 1, 5);
            queue.MarkSent(Publish(messages, 1));
            queue.MarkSent(Publish(messages, 0));
            queue.MarkSent(Publish(messages, 1));
            queue.MarkSent(Publish(messages, 0));
            messages.Lose();
            queue.Requeue(messages);
            Assert.AreEqual(2, queue.Published);
            Assert.AreEqual("135", Drain(queue));
        }

        /// <summary>Those that were pushed out count too: the broker holds them as well.</summary>
        [TestMethod]
        public void OnlySoManyAreUnderWay()
        {
            FakeMessages messages = Connect();
            OfflineQueue queue = Fill(new OfflineQueue(30), 1, 30);
            int sent = 0;
            for (; queue.CanSend; sent++)
            {
                Send(messages, queue, 1);
                queue.Add(Classification(31 + sent));
            }

            Assert.AreEqual(OfflineQueue.MostUnderWay, sent);
            Assert.AreEqual(30, queue.Pending);
            Assert.AreEqual(30 + sent, queue.Waiting);
            Throws.Exception(typeof(InvalidOperationException), () => queue.MarkSent(99));
            messages.ConfirmOne();
            queue.Settle(messages);
            Assert.IsTrue(queue.CanSend);
        }

        [TestMethod]
        public void AnEmptyQueueHasNoNext()
        {
            OfflineQueue queue = new OfflineQueue(2);
            Throws.Exception(typeof(InvalidOperationException), () => queue.MarkSent(1));
            Throws.Exception(typeof(InvalidOperationException), () => queue.Next.ToString());
        }

        private static OfflineQueue Fill(OfflineQueue queue, int first, int last)
        {
            for (int i = first; i <= last; i++)
            {
                queue.Add(Classification(i));
            }

            return queue;
        }

        private static FrameClassification Classification(int sequence)
        {
            return new FrameClassification(sequence, 0, "cat", 1, 1, string.Empty);
        }

        private static FakeMessages Connect()
        {
            FakeMessages messages = new FakeMessages(new FakeClock()) { Confirms = false };
            NodeSettings settings = new NodeSettings();
            messages.Connect(settings, BrokerAddress.All(settings)[0], string.Empty, string.Empty);
            return messages;
        }

        private static void Send(FakeMessages messages, OfflineQueue queue, int count)
        {
            for (int i = 0; i < count; i++)
            {
                queue.MarkSent(Publish(messages, 1));
            }
        }

        private static int Publish(FakeMessages messages, int qualityOfService)
        {
            return messages.Publish("a", new byte[] { 98 }, qualityOfService, false);
        }

        private static string Drain(OfflineQueue queue)
        {
            string sequence = string.Empty;
            FakeMessages messages = Connect();
            while (queue.Pending > 0)
            {
                sequence += queue.Next.Sequence.ToString();
                queue.MarkSent(Publish(messages, 0));
                queue.Settle(messages);
            }

            return sequence;
        }
    }
}
