using System.Text;
using SqueezeNet.Embedded;

namespace CameraNode
{
    /// <summary>How a node works. Defaults are in the code here, ranges in <see cref="Check"/>.</summary>
    public sealed class NodeSettings
    {
        /// <summary>Longest wait of any setting: a day.</summary>
        public const int LongestMilliseconds = 86400000;

        /// <summary>Most answers that are kept for a broker out of reach.</summary>
        public const int LongestQueue = 1000;

        /// <summary>Name of the Wi-Fi (SSID); empty for the credentials stored in the device's own configuration.</summary>
        public string WifiName { get; set; } = string.Empty;

        /// <summary>Password of the Wi-Fi.</summary>
        public string WifiPassword { get; set; } = string.Empty;

        /// <summary>Name or address of the broker.</summary>
        public string BrokerHost { get; set; } = "localhost";

        /// <summary>Its port.</summary>
        public int BrokerPort { get; set; } = 1883;

        /// <summary>How the connection is protected.</summary>
        public TlsMode Tls { get; set; } = TlsMode.None;

        /// <summary>
        /// The certificate that has signed the broker's, as PEM or the path of a PEM file; null for the certificates
        /// that the device (or this computer) trusts already.
        /// </summary>
        public string? CaCertificate { get; set; }

        /// <summary>The node's own certificate, as PEM or the path of a PEM file; null for none.</summary>
        public string? ClientCertificate { get; set; }

        /// <summary>Its private key, not encrypted, as PEM or the path of a PEM file.</summary>
        public string? ClientKey { get; set; }

        /// <summary>User at the broker, null for none.</summary>
        public string? User { get; set; }

        /// <summary>Password at the broker.</summary>
        public string? Password { get; set; }

        /// <summary>The node's name at the broker and in topics.</summary>
        public string ClientId { get; set; } = "camera";

        /// <summary>What topics start with.</summary>
        public string TopicPrefix { get; set; } = "sqnet";

        /// <summary>MQTT quality of service of labels. The status always has 1.</summary>
        public int QualityOfService { get; set; } = 1;

        /// <summary>After how many seconds of silence the broker takes the node for dead.</summary>
        public int KeepAliveSeconds { get; set; } = 15;

        /// <summary>Which answers are published.</summary>
        public PublishRule Rule { get; set; } = PublishRule.EveryFrame;

        /// <summary>Answers less probable than this are not recognised.</summary>
        public float MinScore { get; set; }

        /// <summary>How far below MinScore the stable class may fall before it is not recognised any more.</summary>
        public float Hysteresis { get; set; }

        /// <summary>For how many pictures in a row a class must be the best before it is stable.</summary>
        public int StableFrames { get; set; } = 1;

        /// <summary>For how long a class must have been the best before it is stable.</summary>
        public int StableMilliseconds { get; set; }

        /// <summary>Whether "nothing recognised" is an answer as any class; else such pictures are passed over.</summary>
        public bool ReportNothing { get; set; }

        /// <summary>OnChangeAndInterval: how long after an answer the same stable class is published again.</summary>
        public int RepublishMilliseconds { get; set; } = 60000;

        /// <summary>How many answers are kept while the broker is out of reach; the oldest give way.</summary>
        public int QueueLength { get; set; } = 32;

        /// <summary>Shortest time between two answers that waited.</summary>
        public int FlushMilliseconds { get; set; } = 10;

        /// <summary>How often the status is published even if nothing happens, 0 for never.</summary>
        public int StatusMilliseconds { get; set; } = 60000;

        /// <summary>Shortest time from one picture to the next, 0 for as fast as possible.</summary>
        public int IntervalMilliseconds { get; set; }

        /// <summary>Stop after this many pictures, 0 for never.</summary>
        public int MaxFrames { get; set; }

        /// <summary>Give up if the broker is out of reach for so long, 0 for never.</summary>
        public int GiveUpMilliseconds { get; set; }

        /// <summary>How long a stop waits for the broker's confirmations.</summary>
        public int StopMilliseconds { get; set; } = 5000;

        /// <summary>Pin of the light, -1 for none.</summary>
        public int LedPin { get; set; } = -1;

        /// <summary>Whether the light shines when its pin is low.</summary>
        public bool LedActiveLow { get; set; }

        /// <summary>Whether the node takes new settings from its broker. Whoever may publish there owns the device then.</summary>
        public bool RemoteSettings { get; set; }

        /// <summary>Name of the board in <see cref="CameraBoards"/>: how its camera is wired.</summary>
        public string Board { get; set; } = "esp32-s3-eye";

        /// <summary>Whether left and right change places in pictures.</summary>
        public bool CameraMirror { get; set; }

        /// <summary>Whether top and bottom change places in pictures.</summary>
        public bool CameraFlip { get; set; }

        /// <summary>Name of the model's flash partition, or path of its file.</summary>
        public string Model { get; set; } = "model";

        /// <summary>Checks all settings.</summary>
        /// <exception cref="SettingsException">One of them is impossible; the message says which and what is possible.</exception>
        public void Check()
        {
            CheckBroker();
            CheckPublishing();
            CheckTimes();
            Whole("maxFrames", MaxFrames, 0, int.MaxValue);
            Whole("ledPin", LedPin, -1, 48);
            Require(IsBoard(Board), "board", "There is no such board; those that are known: " + Boards() + ".");
            Require(Model.Length > 0, "model", "model is empty; give a flash partition's name or a file's path.");
        }

        private void CheckBroker()
        {
            Require(Bytes(WifiName) <= 32, "wifiName", "wifiName is longer than the 32 bytes that Wi-Fi allows.");
            Require(Bytes(WifiPassword) <= 64, "wifiPassword", "wifiPassword is longer than the 64 bytes that Wi-Fi allows.");
            Require(BrokerHost.Length > 0, "brokerHost", "brokerHost is empty; give the broker's name or address.");
            Whole("brokerPort", BrokerPort, 1, 65535);
            Require(
                Tls != TlsMode.None || (CaCertificate == null && ClientCertificate == null && ClientKey == null),
                "tls",
                "There is a certificate or key, but tls is none; set tls to tls12, or remove them.");
            Require(
                (ClientCertificate == null) == (ClientKey == null),
                ClientKey == null ? "clientCertificate" : "clientKey",
                "clientCertificate and clientKey belong together; give both or neither.");
            Require(Password == null || User != null, "password", "There is a password without a user; give both.");
            Require(IsTopicPart(ClientId, false), "clientId", "clientId must not be empty or contain '/', '+' or '#'.");
            Require(IsTopicPart(TopicPrefix, true), "topicPrefix", "topicPrefix must not be empty or contain '+' or '#'.");
            Whole("qualityOfService", QualityOfService, 0, 2);
            Whole("keepAliveSeconds", KeepAliveSeconds, 5, 65535);
        }

        private void CheckPublishing()
        {
            Require(MinScore >= 0 && MinScore <= 1, "minScore", "minScore must be 0..1.");
            Require(
                Hysteresis >= 0 && Hysteresis <= MinScore,
                "hysteresis",
                "hysteresis must be 0..minScore.");
            Whole("stableFrames", StableFrames, 1, 1000);
            Whole("queueLength", QueueLength, 1, LongestQueue);
        }

        private void CheckTimes()
        {
            Whole("stableMilliseconds", StableMilliseconds, 0, LongestMilliseconds);
            Whole("republishMilliseconds", RepublishMilliseconds, 1, LongestMilliseconds);
            Whole("flushMilliseconds", FlushMilliseconds, 0, LongestMilliseconds);
            Whole("statusMilliseconds", StatusMilliseconds, 0, LongestMilliseconds);
            Whole("intervalMilliseconds", IntervalMilliseconds, 0, LongestMilliseconds);
            Whole("giveUpMilliseconds", GiveUpMilliseconds, 0, LongestMilliseconds);
            Whole("stopMilliseconds", StopMilliseconds, 0, LongestMilliseconds);
        }

        private static void Whole(string key, int value, int least, int most)
        {
            Require(value >= least && value <= most, key, $"{key} is {value}; it must be {least}..{most}.");
        }

        private static void Require(bool right, string key, string message)
        {
            if (!right)
            {
                throw new SettingsException(key, message);
            }
        }

        private static bool IsBoard(string name)
        {
            string[] names = CameraBoards.Names;
            for (int i = 0; i < names.Length; i++)
            {
                if (names[i] == name)
                {
                    return true;
                }
            }

            return false;
        }

        private static string Boards()
        {
            string[] names = CameraBoards.Names;
            string all = names[0];
            for (int i = 1; i < names.Length; i++)
            {
                all += ", " + names[i];
            }

            return all;
        }

        private static int Bytes(string text)
        {
            return Encoding.UTF8.GetBytes(text).Length;
        }

        private static bool IsTopicPart(string text, bool withSlash)
        {
            for (int i = 0; i < text.Length; i++)
            {
                char c = text[i];
                if (c == '+' || c == '#' || c == '\0' || (c == '/' && !withSlash))
                {
                    return false;
                }
            }

            return text.Length > 0;
        }
    }
}
