#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace CameraNode.Tests
{
    /// <summary>Connections that die soon: the waits grow, and the status says what may be wrong.</summary>
    [TestClass]
    public class SessionHealthTests
    {
        private const string Takeover =
            "Another client may use the id door: the broker ends connections soon after they begin.";

        private const string Reduced = "The broker seems not to take quality of service 2; labels go out with 1.";

        /// <summary>
        /// A broker that answers QoS 2 with the end of the connection: the node goes on with 1 after the second.
        /// </summary>
        [TestMethod]
        public void ABrokerWithoutQualityOfService2GetsOne()
        {
            NodeRig rig = new NodeRig(600);
            rig.Settings.QualityOfService = 2;
            rig.Settings.QueueLength = 1000;
            rig.Messages.RefusesExactlyOnce = true;

            Node node = rig.Run();

            Assert.AreEqual(600, node.Published);
            Assert.AreEqual(3, rig.Messages.Attempts.Length);
            string[] statuses = rig.Messages.Statuses;
            Assert.AreEqual(4, statuses.Length);
            Assert.IsTrue(statuses[1].IndexOf("brokerProblem") < 0);
            Assert.IsTrue(statuses[2].IndexOf("\"brokerProblem\":\"" + Reduced + "\"") > 0);
            FakeMessage[] all = rig.Messages.Messages;
            Assert.AreEqual(1, all[all.Length - 2].QualityOfService);
        }

        /// <summary>A broker that has confirmed messages of QoS 2 can do it, whatever happens later.</summary>
        [TestMethod]
        public void ABrokerThatHasConfirmedKeepsQualityOfService2()
        {
            SessionHealth health = Make(2);
            One(health, 0, 1000, 3, 1);
            for (int i = 0; i < 10; i++)
            {
                One(health, 2000 * i, 1000, 3, 0);
            }

            Assert.AreEqual(2, health.QualityOfService);
        }

        /// <summary>A broker that never answers QoS 2, on connections that stand until the library gives up.</summary>
        [TestMethod]
        public void ABrokerThatIsSilentAboutQualityOfService2GetsOneToo()
        {
            SessionHealth health = Make(2);
            for (int i = 0; i < SessionHealth.FailedOnes; i++)
            {
                Assert.AreEqual(2, health.QualityOfService);
                health.Connected(40000 * i);
                health.Sent();
                health.Stood();
                health.Ended((40000 * i) + 30000, true);
            }

            Assert.AreEqual(1, health.QualityOfService);
        }

        /// <summary>Another node with the same id throws this one out half a second after each connection.</summary>
        [TestMethod]
        public void TakeoversAreRecognisedAndBackOff()
        {
            NodeRig rig = new NodeRig(6000);
            rig.Messages.OnConnect = () => rig.Clock.At(rig.Clock.Milliseconds + 500, () => rig.Messages.Lose());

            rig.Run();

            // 600 s: without growing waits there would be 600 connections.
            long[] attempts = rig.Messages.Attempts;
            Assert.IsTrue(attempts.Length < 25);
            Assert.IsTrue(attempts[attempts.Length - 1] - attempts[attempts.Length - 2] > 30000);
            string[] statuses = rig.Messages.Statuses;
            Assert.IsTrue(statuses[SessionHealth.ShortOnes - 1].IndexOf("brokerProblem") < 0);
            Assert.IsTrue(statuses[SessionHealth.ShortOnes].IndexOf("\"brokerProblem\":\"" + Takeover + "\"") > 0);
        }

        /// <summary>Connections on which nothing was confirmed, with growing waits, are enough sooner.</summary>
        [TestMethod]
        public void FewerConnectionsOfNoUseAreAPattern()
        {
            SessionHealth health = Make(1);
            for (int i = 0; i < SessionHealth.UselessOnes; i++)
            {
                Assert.AreEqual(string.Empty, health.Problem);
                One(health, 12000 * i, 8000, 0, 0);
            }

            Assert.AreEqual(Takeover, health.Problem);
        }

        /// <summary>
        /// A node that finds its broker away once among many restarts, as it does when it looks soon enough.
        /// </summary>
        [TestMethod]
        public void OneFailedAttemptEndsThePattern()
        {
            SessionHealth health = Make(1);
            for (int i = 0; i < 5 * SessionHealth.ShortOnes; i++)
            {
                One(health, 4000 * i, 3000, 3, 3);
                if (i % (SessionHealth.ShortOnes - 1) == 0)
                {
                    health.Unreachable();
                }
            }

            Assert.AreEqual(string.Empty, health.Problem);
        }

        /// <summary>The status takes it back when a connection has stood, and the next loss is a first one.</summary>
        [TestMethod]
        public void AConnectionThatStandsEndsTheSuspicion()
        {
            SessionHealth health = Make(1);
            for (int i = 0; i < SessionHealth.ShortOnes; i++)
            {
                Assert.AreEqual(string.Empty, health.Problem);
                One(health, 2000 * i, 1000, 1, 1);
            }

            Assert.AreEqual(Takeover, health.Problem);
            health.Connected(10000);
            Assert.IsFalse(health.HasStood(30000));
            Assert.IsTrue(health.HasStood(145000));
            health.Stood();
            Assert.AreEqual(string.Empty, health.Problem);
            Assert.IsTrue(health.Ended(145000, true));
        }

        /// <summary>A broker that restarts again and again is away in between; a lost Wi-Fi is no takeover.</summary>
        [TestMethod]
        public void OtherCausesAreNoTakeover()
        {
            SessionHealth restarts = Make(1);
            SessionHealth wifi = Make(1);
            for (int i = 0; i < 10; i++)
            {
                One(restarts, 2000 * i, 1000, 1, 1);
                restarts.Unreachable();
                wifi.Connected(2000 * i);
                wifi.Ended((2000 * i) + 1000, false);
            }

            Assert.AreEqual(string.Empty, restarts.Problem);
            Assert.AreEqual(string.Empty, wifi.Problem);
        }

        /// <summary>A connection on which nothing was confirmed is no success.</summary>
        [TestMethod]
        public void ConnectionsOfNoUseBackOff()
        {
            SessionHealth health = Make(1);
            Assert.IsFalse(One(health, 0, 1000, 1, 0));
            Assert.IsTrue(One(health, 2000, 1000, 1, 1));
            Assert.IsTrue(One(health, 4000, 15000, 0, 0));
        }

        private static SessionHealth Make(int qualityOfService)
        {
            return new SessionHealth(new NodeSettings { ClientId = "door", QualityOfService = qualityOfService });
        }

        /// <summary>One connection.</summary>
        private static bool One(SessionHealth health, long begin, int length, int sent, int confirmed)
        {
            health.Connected(begin);
            for (int i = 0; i < sent; i++)
            {
                health.Sent();
            }

            health.Confirmed(confirmed);
            return health.Ended(begin + length, true);
        }
    }
}
