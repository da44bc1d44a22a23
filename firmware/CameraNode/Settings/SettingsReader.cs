namespace CameraNode
{
    /// <summary>Puts the settings of a JSON text into effect.</summary>
    public sealed class SettingsReader
    {
        private const int Missing = -1;

        private readonly JsonReader json;
        private readonly NodeSettings settings;
        private readonly int[] places = new int[SettingsKeys.All.Length];

        private SettingsReader(string text, NodeSettings settings)
        {
            json = new JsonReader(text);
            this.settings = settings;
            for (int i = 0; i < places.Length; i++)
            {
                places[i] = Missing;
            }
        }

        /// <summary>Overwrites the settings that a text names, and checks them all.</summary>
        /// <param name="text">A flat JSON object.</param>
        /// <param name="settings">What the text does not name stays. After a fault they are of no use.</param>
        /// <exception cref="SettingsException">The text or a setting is wrong.</exception>
        public static void Read(string text, NodeSettings settings)
        {
            new SettingsReader(text, settings).ReadAll();
        }

        private void ReadAll()
        {
            string? key = json.NextName();
            while (key != null)
            {
                Remember(key);
                Set(key);
                key = json.NextName();
            }

            try
            {
                settings.Check();
            }
            catch (SettingsException e)
            {
                int place = Place(e.Key);
                if (place == Missing)
                {
                    throw;
                }

                throw json.Fault(place, e.Message);
            }
        }

        private void Remember(string key)
        {
            int index = SettingsKeys.IndexOf(key);
            if (index < 0)
            {
                throw json.Fault(json.NameStart, SettingsKeys.Unknown(key));
            }

            if (places[index] != Missing)
            {
                throw json.Fault(json.NameStart, $"{key} is given twice.");
            }

            places[index] = json.ValueStart;
        }

        private int Place(string key)
        {
            int index = SettingsKeys.IndexOf(key);
            return index < 0 ? Missing : places[index];
        }

        private void Set(string key)
        {
            if (!SetText(key) && !SetTime(key))
            {
                SetOther(key);
            }
        }

        private bool SetText(string key)
        {
            switch (key)
            {
                case "wifiName":
                    settings.WifiName = json.ReadText();
                    return true;
                case "wifiPassword":
                    settings.WifiPassword = json.ReadText();
                    return true;
                case "brokerHost":
                    settings.BrokerHost = json.ReadText();
                    return true;
                case "caCertificate":
                    settings.CaCertificate = ReadOptionalText();
                    return true;
                case "clientCertificate":
                    settings.ClientCertificate = ReadOptionalText();
                    return true;
                case "clientKey":
                    settings.ClientKey = ReadOptionalText();
                    return true;
                case "user":
                    settings.User = ReadOptionalText();
                    return true;
                case "password":
                    settings.Password = ReadOptionalText();
                    return true;
                case "clientId":
                    settings.ClientId = json.ReadText();
                    return true;
                case "topicPrefix":
                    settings.TopicPrefix = json.ReadText();
                    return true;
                case "board":
                    settings.Board = json.ReadText();
                    return true;
                case "model":
                    settings.Model = json.ReadText();
                    return true;
                default:
                    return false;
            }
        }

        private bool SetTime(string key)
        {
            switch (key)
            {
                case "keepAliveSeconds":
                    settings.KeepAliveSeconds = json.ReadWhole();
                    return true;
                case "stableMilliseconds":
                    settings.StableMilliseconds = json.ReadWhole();
                    return true;
                case "republishMilliseconds":
                    settings.RepublishMilliseconds = json.ReadWhole();
                    return true;
                case "flushMilliseconds":
                    settings.FlushMilliseconds = json.ReadWhole();
                    return true;
                case "statusMilliseconds":
                    settings.StatusMilliseconds = json.ReadWhole();
                    return true;
                case "intervalMilliseconds":
                    settings.IntervalMilliseconds = json.ReadWhole();
                    return true;
                case "giveUpMilliseconds":
                    settings.GiveUpMilliseconds = json.ReadWhole();
                    return true;
                case "stopMilliseconds":
                    settings.StopMilliseconds = json.ReadWhole();
                    return true;
                default:
                    return false;
            }
        }

        private void SetOther(string key)
        {
            switch (key)
            {
                case "brokerPort":
                    settings.BrokerPort = json.ReadWhole();
                    break;
                case "tls":
                    settings.Tls = (TlsMode)ReadChoice(key, SettingsKeys.TlsModes);
                    break;
                case "qualityOfService":
                    settings.QualityOfService = json.ReadWhole();
                    break;
                case "rule":
                    settings.Rule = (PublishRule)ReadChoice(key, SettingsKeys.Rules);
                    break;
                case "minScore":
                    settings.MinScore = (float)json.ReadNumber();
                    break;
                case "hysteresis":
                    settings.Hysteresis = (float)json.ReadNumber();
                    break;
                case "stableFrames":
                    settings.StableFrames = json.ReadWhole();
                    break;
                case "reportNothing":
                    settings.ReportNothing = json.ReadFlag();
                    break;
                case "queueLength":
                    settings.QueueLength = json.ReadWhole();
                    break;
                case "maxFrames":
                    settings.MaxFrames = json.ReadWhole();
                    break;
                case "ledPin":
                    settings.LedPin = json.ReadWhole();
                    break;
                case "ledActiveLow":
                    settings.LedActiveLow = json.ReadFlag();
                    break;
                case "remoteSettings":
                    settings.RemoteSettings = json.ReadFlag();
                    break;
                case "cameraMirror":
                    settings.CameraMirror = json.ReadFlag();
                    break;
                default:
                    settings.CameraFlip = json.ReadFlag();
                    break;
            }
        }

        private string? ReadOptionalText()
        {
            return json.TryReadNull() ? null : json.ReadText();
        }

        private int ReadChoice(string key, string[] choices)
        {
            string read = json.ReadText();
            string all = string.Empty;
            for (int i = 0; i < choices.Length; i++)
            {
                if (choices[i] == read)
                {
                    return i;
                }

                all += (i == 0 ? string.Empty : i == choices.Length - 1 ? " or " : ", ") + choices[i];
            }

            throw json.Fault(json.ValueStart, $"{key} must be {all}.");
        }
    }
}
