using System;
#if NANOFRAMEWORK_1_0
using nanoFramework.TestFramework;
#else
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif

namespace CameraNode.Tests
{
    [TestClass]
    public class SettingsReaderTests
    {
        [TestMethod]
        public void WhatIsNotNamedStays()
        {
            NodeSettings settings = new NodeSettings { BrokerHost = "old", ClientId = "door", MinProbability = 0.5f };
            SettingsReader.Read("{\"brokerHost\": \"new\"}", settings);
            Assert.AreEqual("new", settings.BrokerHost);
            Assert.AreEqual("door", settings.ClientId);
            Assert.IsTrue(settings.MinProbability == 0.5f);
        }

        [TestMethod]
        public void EverySettingIsRead()
        {
            NodeSettings s = new NodeSettings();
            SettingsReader.Read(
                "{\"wifiName\":\"net\",\"wifiPassword\":\"p1\",\"brokerHost\":\"b\",\"brokerPort\":8883,"
                + "\"tls\":\"tls12\","
                + "\"caCertificate\":\"ca\",\"clientCertificate\":\"cc\",\"clientKey\":\"ck\","
                + "\"user\":\"u\",\"password\":\"p2\","
                + "\"clientId\":\"id\",\"topicPrefix\":\"a/b\",\"qualityOfService\":2,\"keepAliveSeconds\":20,"
                + "\"rule\":\"on-change-and-interval\",\"minProbability\":0.5,\"hysteresis\":0.25,\"stableFrames\":3,"
                + "\"stableMilliseconds\":4,\"reportNothing\":true,\"republishMilliseconds\":5,\"queueLength\":6,"
                + "\"flushMilliseconds\":7,\"statusMilliseconds\":8,\"intervalMilliseconds\":9,\"maxFrames\":10,"
                + "\"giveUpMilliseconds\":11,\"stopMilliseconds\":12,\"ledPin\":13,\"ledActiveLow\":true,"
                + "\"remoteSettings\":true,"
                + "\"board\":\"xiao-esp32s3-sense\",\"cameraMirror\":true,\"cameraFlip\":true,\"model\":\"D:\\\\m\"}",
                s);
            Assert.AreEqual("net p1 b ca cc ck u p2 id a/b", s.WifiName + " " + s.WifiPassword + " "
                + s.BrokerHost + " "
                + s.CaCertificate + " " + s.ClientCertificate + " " + s.ClientKey + " "
                + s.User + " " + s.Password + " "
                + s.ClientId + " " + s.TopicPrefix);
            Assert.AreEqual(8883, s.BrokerPort);
            Assert.IsTrue(s.Tls == TlsMode.Tls12 && s.Rule == PublishRule.OnChangeAndInterval);
            Assert.AreEqual(2, s.QualityOfService);
            Assert.AreEqual(20, s.KeepAliveSeconds);
            Assert.IsTrue(s.MinProbability == 0.5f && s.Hysteresis == 0.25f && s.ReportNothing && s.LedActiveLow);
            Assert.IsTrue(s.RemoteSettings && s.CameraMirror && s.CameraFlip);
            Assert.AreEqual("xiao-esp32s3-sense D:\\m", s.Board + " " + s.Model);
            int[] numbers = new int[]
            {
                s.StableFrames, s.StableMilliseconds, s.RepublishMilliseconds, s.QueueLength, s.FlushMilliseconds,
                s.StatusMilliseconds, s.IntervalMilliseconds, s.MaxFrames, s.GiveUpMilliseconds,
                s.StopMilliseconds, s.LedPin,
            };
            for (int i = 0; i < numbers.Length; i++)
            {
                Assert.AreEqual(3 + i, numbers[i]);
            }
        }

        [TestMethod]
        public void NullTakesAnOptionalTextAway()
        {
            NodeSettings settings = new NodeSettings { User = "u", Password = "p" };
            SettingsReader.Read("{\"user\": null, \"password\": null}", settings);
            Assert.IsTrue(settings.User == null && settings.Password == null);
        }

        [TestMethod]
        public void AnUnknownNameIsAnsweredWithTheNearest()
        {
            AssertFault("{\"brokerhost\": \"x\"}", 1, 2, "There is no setting brokerhost; is brokerHost meant?");
            AssertFault("{\n \"brokrPort\": 1}", 2, 2, "There is no setting brokrPort; is brokerPort meant?");
            AssertFault("{\"minprobabilit\": 1}", 1, 2, "There is no setting minprobabilit; is minProbability meant?");
            AssertFault("{\"frobnicate\": 1}", 1, 2, "There is no setting frobnicate; the README lists them all.");
            AssertFault("{\"\": 1}", 1, 2, "There is no setting ; the README lists them all.");
            AssertFault(
                "{\"" + new string('x', 5000) + "\": 1}",
                1,
                2,
                "There is no setting with such a long name (5000 characters).");
        }

        [TestMethod]
        public void ANameGivenTwiceIsAFault()
        {
            AssertFault("{\"user\": \"a\",\n\"user\": \"b\"}", 2, 1, "user is given twice.");
        }

        [TestMethod]
        public void RangesArePointedAt()
        {
            AssertFault("{\"brokerPort\": 0}", 1, 16, "brokerPort is 0; it must be 1..65535.");
            AssertFault("{\"queueLength\": 1001}", 1, 17, "queueLength is 1001; it must be 1..1000.");
            AssertFault("{\"minProbability\": 1.5}", 1, 20, "minProbability must be 0..1.");
            AssertFault("{\"hysteresis\": 0.1}", 1, 16, "hysteresis must be 0..minProbability.");
            AssertFault("{\"tls\": \"ssl3\"}", 1, 9, "tls must be none or tls12.");
            AssertFault("{\"rule\": \"x\"}", 1, 10, "rule must be every-frame, on-change or on-change-and-interval.");
            AssertFault("{\"clientId\": \"a/b\"}", 1, 14, "clientId must not be empty or contain '/', '+' or '#'.");
            AssertFault(
                "{\"board\": \"x\"}",
                1,
                11,
                "There is no such board; those that are known: esp32-s3-eye, freenove-esp32-s3, xiao-esp32s3-sense.");
            AssertFault(
                "{\"tls\":\"tls12\",\"clientKey\":\"x\"}",
                1,
                28,
                "clientCertificate and clientKey belong together; give both or neither.");
        }

        [TestMethod]
        public void ABrokersNameIsNoAddressWithProtocol()
        {
            AssertHost("mqtt://host:1884", "give the broker's name or address alone, host:1884.");
            AssertHost("tcp://host", "give the broker's name or address alone, host.");
            AssertHost(
                "mqtts://h.example:8883",
                "give the broker's name or address alone, h.example:8883, with tls set to tls12.");
            AssertHost("SSL://h/", "give the broker's name or address alone, h, with tls set to tls12.");
            AssertHost("10.0.0.1:0", "give HOST or HOST:PORT, with a port of 1..65535.");
            AssertHost("h:65536", "give HOST or HOST:PORT, with a port of 1..65535.");
            AssertHost(":1883", "give HOST or HOST:PORT, with a port of 1..65535.");
            AssertFault(
                "{\"brokerHost\": \"a,\"}",
                1,
                16,
                "brokerHost has a comma without a name; give HOST or HOST:PORT, with commas between them.");
            AssertFault(
                "{\"brokerHost\": \"wss://h/mqtt\"}",
                1,
                16,
                "brokerHost is wss://h/mqtt, but the node speaks MQTT over TCP, not over WebSockets; give the broker's "
                    + "name or address alone, and its port for MQTT as brokerPort.");
            string[] names = new string[]
            {
                "localhost", "10.0.0.1", "fe80::1", "::1", "broker-1.example.org", "h:1", "[::1]:2",
            };
            string[] addresses = new string[]
            {
                "localhost:1883", "10.0.0.1:1883", "[fe80::1]:1883", "[::1]:1883", "broker-1.example.org:1883", "h:1",
                "[::1]:2",
            };
            string all = string.Empty;
            for (int i = 0; i < names.Length; i++)
            {
                all += (i == 0 ? string.Empty : ", ") + names[i];
            }

            NodeSettings settings = new NodeSettings();
            SettingsReader.Read("{\"brokerHost\": \"" + all + "\"}", settings);
            BrokerAddress[] read = BrokerAddress.All(settings);
            Assert.AreEqual(addresses.Length, read.Length);
            for (int i = 0; i < read.Length; i++)
            {
                Assert.AreEqual(addresses[i], read[i].ToString());
            }

            Assert.AreEqual("::1", read[3].Host);
        }

        [TestMethod]
        public void ATopicPrefixDoesNotEndWithASlash()
        {
            AssertFault(
                "{\"topicPrefix\": \"home/\"}",
                1,
                17,
                "topicPrefix must not end with '/', since one follows it in topics: home//...; leave it out.");
            SettingsReader.Read("{\"topicPrefix\": \"home/door\"}", new NodeSettings());
        }

        [TestMethod]
        public void SecretsAreNeverRepeated()
        {
            string[] keys = new string[] { "wifiPassword", "password", "clientKey", "user", "caCertificate" };
            for (int i = 0; i < keys.Length; i++)
            {
                AssertSilent("{\"" + keys[i] + "\": [\"hunter2\"]}");
                AssertSilent("{\"" + keys[i] + "\": hunter2}");
                AssertSilent("{\"" + keys[i] + "\": \"hunter2");
                AssertSilent("{\"" + keys[i] + "\": \"hunter2\" \"hunter2\"}");
                AssertSilent("{\"" + keys[i] + "\": \"hunter2\", \"brokerPort\": 0}");
            }

            AssertSilent("{\"wifiPassword\": \"hunter2" + new string('x', 64) + "\"}");
            AssertSilent("{\"password\": \"hunter2\"}");
        }

        private static void AssertHost(string host, string remedy)
        {
            AssertFault("{\"brokerHost\": \"" + host + "\"}", 1, 16, "brokerHost is " + host + "; " + remedy);
        }

        private static void AssertSilent(string text)
        {
            Exception e = Throws.Exception(
                typeof(SettingsException), () => SettingsReader.Read(text, new NodeSettings()));
            Assert.IsTrue(e.Message.IndexOf("hunter2") < 0, e.Message);
        }

        private static void AssertFault(string text, int line, int column, string message)
        {
            SettingsException e = (SettingsException)Throws.Exception(
                typeof(SettingsException), () => SettingsReader.Read(text, new NodeSettings()));
            Assert.AreEqual("line " + line + ", column " + column + ": " + message, e.Message);
        }
    }
}
