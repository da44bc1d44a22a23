using SqueezeNet.Embedded;

namespace CameraNode
{
    /// <summary>
    /// How a node works. <see cref="SettingsTable"/> has every setting's default and range; here they have their types.
    /// </summary>
    public sealed partial class NodeSettings
    {
        private readonly object?[] values = new object?[SettingsTable.All.Length];
        private readonly string[] names = new string[SettingsTable.All.Length];

        /// <summary>Makes settings with the values of the table.</summary>
        public NodeSettings()
        {
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = SettingsTable.All[i].Default;
                names[i] = SettingsTable.All[i].Name;
            }
        }

        /// <summary>
        /// Name of the Wi-Fi (SSID); empty for the credentials stored in the device's own configuration.
        /// </summary>
        public string WifiName
        {
            get { return (string)Get(SettingsTable.WifiName)!; }
            set { Set(SettingsTable.WifiName, value); }
        }

        /// <summary>Password of the Wi-Fi.</summary>
        public string WifiPassword
        {
            get { return (string)Get(SettingsTable.WifiPassword)!; }
            set { Set(SettingsTable.WifiPassword, value); }
        }

        /// <summary>Names or addresses of the broker.</summary>
        public string BrokerHost
        {
            get { return (string)Get(SettingsTable.BrokerHost)!; }
            set { Set(SettingsTable.BrokerHost, value); }
        }

        /// <summary>Its port.</summary>
        public int BrokerPort
        {
            get { return (int)Get(SettingsTable.BrokerPort)!; }
            set { Set(SettingsTable.BrokerPort, value); }
        }

        /// <summary>How the connection is protected.</summary>
        public TlsMode Tls
        {
            get { return (TlsMode)(int)Get(SettingsTable.Tls)!; }
            set { Set(SettingsTable.Tls, (int)value); }
        }

        /// <summary>
        /// The certificate that has signed the broker's, as PEM or the path of a PEM file; null for the certificates
        /// that the device (or this computer) trusts already.
        /// </summary>
        public string? CaCertificate
        {
            get { return (string?)Get(SettingsTable.CaCertificate); }
            set { Set(SettingsTable.CaCertificate, value); }
        }

        /// <summary>The node's own certificate, as PEM or the path of a PEM file; null for none.</summary>
        public string? ClientCertificate
        {
            get { return (string?)Get(SettingsTable.ClientCertificate); }
            set { Set(SettingsTable.ClientCertificate, value); }
        }

        /// <summary>Its private key, not encrypted, as PEM or the path of a PEM file.</summary>
        public string? ClientKey
        {
            get { return (string?)Get(SettingsTable.ClientKey); }
            set { Set(SettingsTable.ClientKey, value); }
        }

        /// <summary>User at the broker, null for none.</summary>
        public string? User
        {
            get { return (string?)Get(SettingsTable.User); }
            set { Set(SettingsTable.User, value); }
        }

        /// <summary>Password at the broker.</summary>
        public string? Password
        {
            get { return (string?)Get(SettingsTable.Password); }
            set { Set(SettingsTable.Password, value); }
        }

        /// <summary>The node's name at the broker and in topics; empty for one that the node makes.</summary>
        public string ClientId
        {
            get { return (string)Get(SettingsTable.ClientId)!; }
            set { Set(SettingsTable.ClientId, value); }
        }

        /// <summary>What topics start with.</summary>
        public string TopicPrefix
        {
            get { return (string)Get(SettingsTable.TopicPrefix)!; }
            set { Set(SettingsTable.TopicPrefix, value); }
        }

        /// <summary>MQTT quality of service of labels. The status always has 1.</summary>
        public int QualityOfService
        {
            get { return (int)Get(SettingsTable.QualityOfService)!; }
            set { Set(SettingsTable.QualityOfService, value); }
        }

        /// <summary>After how many seconds of silence the broker takes the node for dead.</summary>
        public int KeepAliveSeconds
        {
            get { return (int)Get(SettingsTable.KeepAliveSeconds)!; }
            set { Set(SettingsTable.KeepAliveSeconds, value); }
        }

        /// <summary>Version of MQTT.</summary>
        public MqttVersion MqttVersion
        {
            get { return (MqttVersion)(int)Get(SettingsTable.MqttVersion)!; }
            set { Set(SettingsTable.MqttVersion, (int)value); }
        }

        /// <summary>After how long brokers drop labels that nobody has taken, 0 for never.</summary>
        public int LabelExpirySeconds
        {
            get { return (int)Get(SettingsTable.LabelExpirySeconds)!; }
            set { Set(SettingsTable.LabelExpirySeconds, value); }
        }

        /// <summary>Which classifications are published.</summary>
        public PublishRule Rule
        {
            get { return (PublishRule)(int)Get(SettingsTable.Rule)!; }
            set { Set(SettingsTable.Rule, (int)value); }
        }

        /// <summary>Classifications less probable than this are not recognised.</summary>
        public float MinProbability
        {
            get { return (float)Get(SettingsTable.MinProbability)!; }
            set { Set(SettingsTable.MinProbability, value); }
        }

        /// <summary>
        /// How far below MinProbability the stable class may fall before it is not recognised any more.
        /// </summary>
        public float Hysteresis
        {
            get { return (float)Get(SettingsTable.Hysteresis)!; }
            set { Set(SettingsTable.Hysteresis, value); }
        }

        /// <summary>For how many frames in a row a class must be the best before it is stable.</summary>
        public int StableFrames
        {
            get { return (int)Get(SettingsTable.StableFrames)!; }
            set { Set(SettingsTable.StableFrames, value); }
        }

        /// <summary>For how long a class must have been the best before it is stable.</summary>
        public int StableMilliseconds
        {
            get { return (int)Get(SettingsTable.StableMilliseconds)!; }
            set { Set(SettingsTable.StableMilliseconds, value); }
        }

        /// <summary>
        /// Whether "nothing recognised" is published as a class is; else such frames are passed over.
        /// </summary>
        public bool ReportNothing
        {
            get { return (bool)Get(SettingsTable.ReportNothing)!; }
            set { Set(SettingsTable.ReportNothing, value); }
        }

        /// <summary>OnChangeAndInterval: how long after a message the same stable class is published again.</summary>
        public int RepublishMilliseconds
        {
            get { return (int)Get(SettingsTable.RepublishMilliseconds)!; }
            set { Set(SettingsTable.RepublishMilliseconds, value); }
        }

        /// <summary>How many classifications are kept while the broker is out of reach; the oldest give way.</summary>
        public int QueueLength
        {
            get { return (int)Get(SettingsTable.QueueLength)!; }
            set { Set(SettingsTable.QueueLength, value); }
        }

        /// <summary>Shortest time between two classifications that waited.</summary>
        public int FlushMilliseconds
        {
            get { return (int)Get(SettingsTable.FlushMilliseconds)!; }
            set { Set(SettingsTable.FlushMilliseconds, value); }
        }

        /// <summary>How often the status is published even if nothing happens, 0 for never.</summary>
        public int StatusMilliseconds
        {
            get { return (int)Get(SettingsTable.StatusMilliseconds)!; }
            set { Set(SettingsTable.StatusMilliseconds, value); }
        }

        /// <summary>Shortest time from one frame to the next, 0 for as fast as possible.</summary>
        public int IntervalMilliseconds
        {
            get { return (int)Get(SettingsTable.IntervalMilliseconds)!; }
            set { Set(SettingsTable.IntervalMilliseconds, value); }
        }

        /// <summary>Stop after this many frames, 0 for never.</summary>
        public int MaxFrames
        {
            get { return (int)Get(SettingsTable.MaxFrames)!; }
            set { Set(SettingsTable.MaxFrames, value); }
        }

        /// <summary>Give up if the broker is out of reach for so long, 0 for never.</summary>
        public int GiveUpMilliseconds
        {
            get { return (int)Get(SettingsTable.GiveUpMilliseconds)!; }
            set { Set(SettingsTable.GiveUpMilliseconds, value); }
        }

        /// <summary>How long a stop waits for the broker's confirmations.</summary>
        public int StopMilliseconds
        {
            get { return (int)Get(SettingsTable.StopMilliseconds)!; }
            set { Set(SettingsTable.StopMilliseconds, value); }
        }

        /// <summary>Pin of the light, -1 for none.</summary>
        public int LedPin
        {
            get { return (int)Get(SettingsTable.LedPin)!; }
            set { Set(SettingsTable.LedPin, value); }
        }

        /// <summary>Whether the light shines when its pin is low.</summary>
        public bool LedActiveLow
        {
            get { return (bool)Get(SettingsTable.LedActiveLow)!; }
            set { Set(SettingsTable.LedActiveLow, value); }
        }

        /// <summary>Whether the board measures itself and its model at every start.</summary>
        public bool Bench
        {
            get { return (bool)Get(SettingsTable.Bench)!; }
            set { Set(SettingsTable.Bench, value); }
        }

        /// <summary>
        /// Whether the node takes new settings from its broker. Whoever may publish there owns the device then.
        /// </summary>
        public bool RemoteSettings
        {
            get { return (bool)Get(SettingsTable.RemoteSettings)!; }
            set { Set(SettingsTable.RemoteSettings, value); }
        }

        /// <summary>Name of the board in <see cref="CameraBoards"/>: how its camera is wired.</summary>
        public string Board
        {
            get { return (string)Get(SettingsTable.Board)!; }
            set { Set(SettingsTable.Board, value); }
        }

        /// <summary>Whether left and right change places in frames.</summary>
        public bool CameraMirror
        {
            get { return (bool)Get(SettingsTable.CameraMirror)!; }
            set { Set(SettingsTable.CameraMirror, value); }
        }

        /// <summary>Whether top and bottom change places in frames.</summary>
        public bool CameraFlip
        {
            get { return (bool)Get(SettingsTable.CameraFlip)!; }
            set { Set(SettingsTable.CameraFlip, value); }
        }

        /// <summary>Name of the model's flash partition, or path of its file.</summary>
        public string Model
        {
            get { return (string)Get(SettingsTable.Model)!; }
            set { Set(SettingsTable.Model, value); }
        }

        /// <summary>Checks all settings.</summary>
        /// <exception cref="SettingsException">
        /// One of them is impossible; the message says which and what is possible.
        /// </exception>
        public void Check()
        {
            for (int i = 0; i < values.Length; i++)
            {
                string fault = SettingsTable.All[i].Fault(values[i]);
                if (fault.Length > 0)
                {
                    throw new SettingsException(SettingsTable.All[i].Name, fault);
                }
            }

            SettingsRules.Check(this);
        }

        /// <summary>Gives the node a name if there is none.</summary>
        public void Complete()
        {
            if (ClientId.Length == 0)
            {
                ClientId = OwnName.Make();
            }
        }

        /// <summary>What works with some brokers only, as sentences; empty if nothing does.</summary>
        public string Warning()
        {
            string all = string.Empty;
            for (int i = 0; i < values.Length; i++)
            {
                string warning = SettingsTable.All[i].Warning(values[i], names[i]);
                all += warning.Length > 0 && all.Length > 0 ? " " + warning : warning;
            }

            return all;
        }

        /// <summary>What a setting is called where its value comes from: a place in a file, an option.</summary>
        public string NameOf(Setting setting)
        {
            return names[setting.Index];
        }

        /// <summary>Says what a setting is called where its value comes from; warnings name it so.</summary>
        public void Call(Setting setting, string name)
        {
            names[setting.Index] = name;
        }

        /// <summary>Other settings with the same values.</summary>
        public NodeSettings Copy()
        {
            NodeSettings copy = new NodeSettings();
            for (int i = 0; i < values.Length; i++)
            {
                copy.values[i] = values[i];
                copy.names[i] = names[i];
            }

            return copy;
        }

        /// <summary>The value of a setting, of the type of its <see cref="Setting.Default"/>.</summary>
        public object? Get(Setting setting)
        {
            return values[setting.Index];
        }

        /// <summary>Sets a value of the type of the setting's <see cref="Setting.Default"/>.</summary>
        public void Set(Setting setting, object? value)
        {
            values[setting.Index] = value;
        }
    }
}
