using System.Collections;
#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace CameraNode.Tests
{
    /// <summary>An outbox at a broker in memory, and what may happen to the two.</summary>
    internal sealed class OutboxRig
    {
        private readonly BrokerSession session;
        private int added;

        public OutboxRig(int queueLength, int qualityOfService)
        {
            NodeSettings settings = new NodeSettings
            {
                ClientId = "door",
                QueueLength = queueLength,
                QualityOfService = qualityOfService,
                FlushMilliseconds = 0,
            };
            Clock = new FakeClock();
            Messages = new FakeMessages(Clock);
            session = new BrokerSession(settings, Messages, new FakeLink(), Clock, new SilentObserver());
            Outbox = new Outbox(settings, Messages, Clock, session);
            session.Start();
        }

        public FakeClock Clock { get; }

        public FakeMessages Messages { get; }

        public Outbox Outbox { get; }

        public void Connect()
        {
            if (!session.IsConnected)
            {
                session.Connect("{}");
            }
        }

        /// <summary>The connection breaks, and the node notices.</summary>
        public void Lose()
        {
            Messages.Lose();
            session.Watch();
        }

        public void Add()
        {
            added++;
            Outbox.Add(new FrameClassification(added, 0, "cat", 1, 1, string.Empty));
            Outbox.Send();
        }

        public void SendAll()
        {
            do
            {
                Outbox.Send();
            }
            while (Outbox.CanSend);
        }

        /// <summary>Lets something happen.</summary>
        /// <param name="what">0..11; half of all are new classifications.</param>
        public void Do(int what)
        {
            switch (what)
            {
                case 0:
                    Messages.Confirms = false;
                    break;
                case 1:
                    Messages.Confirms = true;
                    Messages.Confirm();
                    break;
                case 2:
                    if (Messages.Outstanding > 0)
                    {
                        Messages.ConfirmOne();
                    }

                    break;
                case 3:
                    Lose();
                    break;
                case 4:
                    Messages.BreaksAfter = added % 3;
                    break;
                case 5:
                    Messages.Reachable = !Messages.Reachable;
                    Connect();
                    break;
                default:
                    session.Watch();
                    Connect();
                    Add();
                    break;
            }
        }

        /// <summary>A broker that is there and confirms all.</summary>
        public void End()
        {
            Messages.Reachable = true;
            Messages.BreaksAfter = -1;
            Messages.Confirms = true;
            Lose();
            Connect();
            SendAll();
        }

        public void AssertSum()
        {
            Assert.AreEqual(added, Outbox.Taken);
            Assert.AreEqual(added, Outbox.Published + Outbox.Waiting + Outbox.Dropped);
        }

        /// <summary>What is published has reached the broker; what has not is dropped.</summary>
        public void AssertArrived()
        {
            Hashtable arrived = new Hashtable();
            string[] labels = Messages.Labels;
            for (int i = 0; i < labels.Length; i++)
            {
                arrived[labels[i].Substring(0, labels[i].IndexOf(','))] = true;
            }

            Assert.IsTrue(arrived.Count >= Outbox.Published);
            Assert.IsTrue(added - arrived.Count <= Outbox.Dropped);
        }
    }
}
