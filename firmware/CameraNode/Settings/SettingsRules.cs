namespace CameraNode
{
    /// <summary>What settings require of each other; what each requires by itself is in the table.</summary>
    internal static class SettingsRules
    {
        /// <summary>What MQTT allows without the end of the longest topic; a letter has 3 bytes at most.</summary>
        private const int LongestTopic = (TopicText.MostBytes / 3) - 100;

        /// <summary>Checks settings that are each possible by itself.</summary>
        /// <exception cref="SettingsException">Two of them do not go together.</exception>
        public static void Check(NodeSettings settings)
        {
            CheckTls(settings);
            CheckTopics(settings);
            CheckFive(settings);
            PinRules.Check(settings);
            Require(
                settings.Password == null || settings.User != null,
                SettingsTable.Password,
                "There is a password without a user; give both.");
            Require(
                settings.Hysteresis <= settings.MinProbability,
                SettingsTable.Hysteresis,
                "hysteresis must be 0..minProbability.");
            Require(
                settings.Crop == null || settings.Regions == null,
                ViewSettings.Regions,
                "There are crop and regions; give one of them.");
            CheckPresence(settings);
        }

        /// <summary>Bounds the entities of Home Assistant: one for each class in each region.</summary>
        private static void CheckPresence(NodeSettings settings)
        {
            int regions = settings.Regions == null ? 1 : settings.Regions.Count;
            int entities = settings.Presence.Count * regions;
            Require(
                !settings.Discovery || regions == 1 || entities <= WordsSetting.MostWords,
                HomeSettings.Presence,
                $"presence has {settings.Presence.Count} classes for each of {regions} regions, which makes {entities}"
                    + $" entities; at most {WordsSetting.MostWords} are possible.");
        }

        private static void CheckTls(NodeSettings settings)
        {
            bool isPlain =
                settings.CaCertificate == null && settings.ClientCertificate == null && settings.ClientKey == null;
            Require(
                settings.Tls != TlsMode.None || isPlain,
                SettingsTable.Tls,
                "There is a certificate or key, but tls is none; set tls to tls12, or remove them.");
            Require(
                (settings.ClientCertificate == null) == (settings.ClientKey == null),
                settings.ClientKey == null ? SettingsTable.ClientCertificate : SettingsTable.ClientKey,
                "clientCertificate and clientKey belong together; give both or neither.");
        }

        private static void CheckFive(NodeSettings settings)
        {
            bool isFive = settings.MqttVersion == MqttVersion.Five;
            Require(
                !isFive || MqttFive.IsOffered,
                SettingsTable.MqttVersion,
                "mqttVersion is 5, but a device speaks 3.1.1 only; leave it out.");
            Require(
                isFive || settings.LabelExpirySeconds == 0,
                SettingsTable.LabelExpirySeconds,
                "labelExpirySeconds needs mqttVersion 5; give both or neither.");
        }

        /// <summary>Both stand in one topic, and something follows them.</summary>
        private static void CheckTopics(NodeSettings settings)
        {
            Require(
                settings.TopicPrefix.Length + settings.ClientId.Length <= LongestTopic,
                SettingsTable.TopicPrefix,
                "topicPrefix and clientId are longer together than topics may be.");
        }

        private static void Require(bool right, Setting setting, string message)
        {
            if (!right)
            {
                throw new SettingsException(setting.Name, message);
            }
        }
    }
}
