using System;

namespace CameraNode
{
    /// <summary>How a node works.</summary>
    public sealed class NodeSettings
    {
        /// <summary>Name or address of the broker.</summary>
        public string BrokerHost { get; set; } = "localhost";

        /// <summary>Its port, 1..65535.</summary>
        public int BrokerPort { get; set; } = 1883;

        /// <summary>The node's name at the broker and in topics.</summary>
        public string ClientId { get; set; } = "camera";

        /// <summary>What topics start with.</summary>
        public string TopicPrefix { get; set; } = "sqnet";

        /// <summary>User at the broker, null for none.</summary>
        public string? User { get; set; }

        /// <summary>Password at the broker.</summary>
        public string? Password { get; set; }

        /// <summary>MQTT quality of service of labels, 0..2. The status always has 1.</summary>
        public int QualityOfService { get; set; } = 1;

        /// <summary>After how many seconds of silence the broker takes the node for dead, 5..65535.</summary>
        public int KeepAliveSeconds { get; set; } = 15;

        /// <summary>Which answers are published.</summary>
        public PublishRule Rule { get; set; } = PublishRule.EveryFrame;

        /// <summary>Answers less probable than this are not published, 0..1.</summary>
        public float MinScore { get; set; }

        /// <summary>Shortest time from one picture to the next, 0 for as fast as possible.</summary>
        public int IntervalMilliseconds { get; set; }

        /// <summary>Stop after this many pictures, 0 for never.</summary>
        public int MaxFrames { get; set; }

        /// <summary>Give up if the broker is out of reach for so long, 0 for never.</summary>
        public int GiveUpMilliseconds { get; set; }

        /// <summary>How long a stop waits for the broker's confirmations.</summary>
        public int StopMilliseconds { get; set; } = 5000;

        /// <summary>Checks all settings.</summary>
        /// <exception cref="ArgumentException">One of them is impossible; the message says which.</exception>
        public void Check()
        {
            Require(BrokerHost.Length > 0, "BrokerHost is empty; give the broker's name or address.");
            Require(BrokerPort >= 1 && BrokerPort <= 65535, $"BrokerPort is {BrokerPort}; it must be 1..65535.");
            Require(IsTopicPart(ClientId, false), "ClientId must not be empty or contain '/', '+' or '#'.");
            Require(IsTopicPart(TopicPrefix, true), "TopicPrefix must not be empty or contain '+' or '#'.");
            Require(Password == null || User != null, "There is a Password without a User; give both.");
            Require(QualityOfService >= 0 && QualityOfService <= 2, "QualityOfService must be 0, 1 or 2.");
            Require(KeepAliveSeconds >= 5 && KeepAliveSeconds <= 65535, "KeepAliveSeconds must be 5..65535.");
            Require(MinScore >= 0 && MinScore <= 1, "MinScore must be 0..1.");
            Require(IntervalMilliseconds >= 0, "IntervalMilliseconds must not be negative.");
            Require(MaxFrames >= 0, "MaxFrames must not be negative.");
            Require(GiveUpMilliseconds >= 0, "GiveUpMilliseconds must not be negative.");
            Require(StopMilliseconds >= 0, "StopMilliseconds must not be negative.");
        }

        private static void Require(bool right, string message)
        {
            if (!right)
            {
                throw new ArgumentException(message);
            }
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
