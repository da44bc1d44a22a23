using System.Collections;

namespace CameraNode
{
    /// <summary>
    /// All settings, in the order of the documentation. The reader, the checks, the options of <c>sqnet simulate</c>
    /// and the table in the README come from here.
    /// </summary>
    public static class SettingsTable
    {
        /// <summary>Longest wait of any setting: a day.</summary>
        private const int LongestMilliseconds = 86400000;

        // Fields are made in the order of the text: this one first.
        private static readonly ArrayList Listed = new ArrayList();

        internal static readonly Setting WifiName = List(new TextSetting("wifiName", string.Empty)
        {
            MostBytes = 32,
            Limiter = "Wi-Fi",
            IsForDevices = true,
            Help = "Name of the Wi-Fi (SSID); empty for the one in the device's own configuration (below).",
        });

        internal static readonly Setting WifiPassword = List(new TextSetting("wifiPassword", string.Empty)
        {
            MostBytes = 64,
            Limiter = "Wi-Fi",
            IsForDevices = true,
            Help = "Password of the Wi-Fi.",
        });

        internal static readonly Setting BrokerHost = List(new TextSetting("brokerHost", "localhost")
        {
            IfEmpty = "give the broker's name or address",
            IsBroker = true,
            Help = "Name or address of the broker, HOST or HOST:PORT; of several, with commas between them, the node "
                + "tries one after the other.",
        });

        internal static readonly Setting BrokerPort = List(new WholeSetting("brokerPort", 1883, 1, 65535)
        {
            Help = "Port of the broker, where brokerHost names none.",
        });

        internal static readonly Setting Tls = List(new ChoiceSetting("tls", new string[] { "none", "tls12" })
        {
            Help = "Protection of the connection; with TLS the broker's certificate is always verified.",
        });

        internal static readonly Setting CaCertificate = List(new TextSetting("caCertificate", null)
        {
            Help = "Who has signed the broker's certificate: PEM, or the path of a PEM file; without it, those that "
                + "the device or computer trusts.",
        });

        internal static readonly Setting ClientCertificate = List(new TextSetting("clientCertificate", null)
        {
            Help = "The node's own certificate, PEM or path; needs clientKey.",
        });

        internal static readonly Setting ClientKey = List(new TextSetting("clientKey", null)
        {
            Help = "Key of the node's own certificate, PEM or path, without password.",
        });

        internal static readonly Setting User = List(new TextSetting("user", null)
        {
            Help = "User at the broker.",
        });

        internal static readonly Setting Password = List(new TextSetting("password", null)
        {
            Help = "Password at the broker; needs a user.",
        });

        internal static readonly Setting ClientId = List(new TextSetting("clientId", string.Empty)
        {
            Forbidden = "/+#",
            MayBeEmpty = true,
            Help = "The node's name at the broker and in topics; every node needs its own. Empty: camera- and the end "
                + "of the Wi-Fi's MAC address; on a computer camera-, its name and a random part that is kept.",
        });

        internal static readonly Setting TopicPrefix = List(new TextSetting("topicPrefix", "sqnet")
        {
            Forbidden = "+#",
            Help = "What topics start with; '/' is put behind it.",
        });

        internal static readonly Setting QualityOfService = List(new WholeSetting("qualityOfService", 1, 0, 2)
        {
            Help = "MQTT quality of service of labels; the status always has 1.",
        });

        internal static readonly Setting KeepAliveSeconds = List(new WholeSetting("keepAliveSeconds", 15, 5, 65535)
        {
            Unit = "s",
            Help = "Silence after which the broker takes the node for dead.",
        });

        internal static readonly Setting MqttVersion = List(
            new ChoiceSetting("mqttVersion", new string[] { "3.1.1", "5" })
            {
                Help = "Version of MQTT. 5 is for computers only; a broker that does not speak it gets 3.1.1.",
            });

        internal static readonly Setting LabelExpirySeconds = List(
            new WholeSetting("labelExpirySeconds", 0, 0, int.MaxValue)
            {
                Unit = "s",
                Help = "After how long brokers drop labels that nobody has taken; 0 for never. Needs mqttVersion 5.",
            });

        internal static readonly Setting Rule = List(
            new ChoiceSetting("rule", new string[] { "every-frame", "on-change", "on-change-and-interval" })
            {
                Help = "Which classifications are published: all that are recognised; the first of every stable class; "
                    + "or those, and the stable class again from time to time.",
            });

        internal static readonly Setting MinProbability = List(new NumberSetting("minProbability", 0)
        {
            OldName = "minScore",
            Help = "Classifications less probable than this are not recognised.",
        });

        internal static readonly Setting Hysteresis = List(new NumberSetting("hysteresis", 0)
        {
            Help = "How far below minProbability the stable class may fall; at most minProbability itself.",
        });

        internal static readonly Setting StableFrames = List(new WholeSetting("stableFrames", 1, 1, 1000)
        {
            Help = "Frames in a row that make a class stable.",
        });

        internal static readonly Setting StableMilliseconds = List(Time("stableMilliseconds", 0, 0,
            "Time that makes a class stable, from the first of these frames to the last."));

        internal static readonly Setting ReportNothing = List(new FlagSetting("reportNothing")
        {
            Help = "Whether \"nothing recognised\" is published as a class is; else such frames are passed over.",
        });

        internal static readonly Setting RepublishMilliseconds = List(Time("republishMilliseconds", 60000, 1,
            "With rule on-change-and-interval: time until the stable class is published again."));

        internal static readonly Setting QueueLength = List(new WholeSetting("queueLength", 32, 1, 1000)
        {
            Help = "Classifications that are kept while the broker is out of reach; the oldest give way.",
        });

        internal static readonly Setting FlushMilliseconds = List(Time("flushMilliseconds", 10, 0,
            "Shortest time between two classifications that waited."));

        internal static readonly Setting StatusMilliseconds = List(Time("statusMilliseconds", 60000, 0,
            "How often the status comes even if nothing happens; 0 for never."));

        internal static readonly Setting IntervalMilliseconds = List(Time("intervalMilliseconds", 0, 0,
            "Shortest time from one frame to the next."));

        internal static readonly Setting MaxFrames = List(new WholeSetting("maxFrames", 0, 0, int.MaxValue)
        {
            Help = "Stop after so many frames; 0 for never.",
        });

        internal static readonly Setting GiveUpMilliseconds = List(Time("giveUpMilliseconds", 0, 0,
            "End with an error if the broker is out of reach for so long; 0 for never."));

        internal static readonly Setting StopMilliseconds = List(Time("stopMilliseconds", 5000, 0,
            "Longest wait for the broker's confirmations when stopping."));

        internal static readonly Setting Bench = List(new FlagSetting("bench")
        {
            Help = "Whether the board measures itself and its model at every start, and publishes that under .../bench "
                + "(docs/planning.md); takes some seconds.",
        });

        internal static readonly Setting LedPin = List(new WholeSetting("ledPin", -1, -1, 48)
        {
            IsForDevices = true,
            Help = "Pin of the light; -1 for none.",
        });

        internal static readonly Setting LedActiveLow = List(new FlagSetting("ledActiveLow")
        {
            IsForDevices = true,
            Help = "Whether the light shines when its pin is low.",
        });

        internal static readonly Setting RemoteSettings = List(new FlagSetting("remoteSettings")
        {
            IsForDevices = true,
            Help = "Whether the node takes settings from its broker (below).",
        });

        internal static readonly Setting Board = List(new BoardSetting("board", "esp32-s3-eye")
        {
            IsForDevices = true,
            Help = "How the camera is wired; other wirings are given in DeviceSettings.Pins.",
        });

        internal static readonly Setting CameraMirror = List(new FlagSetting("cameraMirror")
        {
            IsForDevices = true,
            Help = "Whether left and right of frames change places.",
        });

        internal static readonly Setting CameraFlip = List(new FlagSetting("cameraFlip")
        {
            IsForDevices = true,
            Help = "Whether top and bottom of frames change places.",
        });

        internal static readonly Setting Model = List(new TextSetting("model", "model")
        {
            IfEmpty = "give a flash partition's name or a file's path",
            IsForDevices = true,
            Help = "Flash partition of the model, or its path, for example I:\\model.sqnt.",
        });

        private static Setting[]? all;

        /// <summary>
        /// All settings, put together when first asked for: a device runs the static constructors of all classes before
        /// the program, one after the other, so that none can count on another's fields.
        /// </summary>
        public static Setting[] All
        {
            get { return all ??= Collect(); }
        }

        /// <summary>A setting by its name in JSON, null if there is none.</summary>
        public static Setting? Find(string name)
        {
            for (int i = 0; i < All.Length; i++)
            {
                if (All[i].Name == name)
                {
                    return All[i];
                }
            }

            return null;
        }

        internal static Setting Time(string name, int standard, int least, string help)
        {
            return new WholeSetting(name, standard, least, LongestMilliseconds) { Unit = "ms", Help = help };
        }

        private static Setting List(Setting setting)
        {
            Listed.Add(setting);
            return setting;
        }

        private static Setting[] Collect()
        {
            ArrayList list = new ArrayList();
            Add(list, (Setting[])Listed.ToArray(typeof(Setting)));
            Add(list, HomeSettings.All);
            Add(list, SnapshotSettings.All);
            Add(list, ViewSettings.All);
            Add(list, PinSettings.All);
            return (Setting[])list.ToArray(typeof(Setting));
        }

        private static void Add(ArrayList list, Setting[] group)
        {
            for (int i = 0; i < group.Length; i++)
            {
                group[i].Index = list.Count;
                list.Add(group[i]);
            }
        }
    }
}
