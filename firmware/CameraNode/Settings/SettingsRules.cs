namespace CameraNode
{
    /// <summary>What settings require of each other; what each requires by itself is in the table.</summary>
    internal static class SettingsRules
    {
        /// <summary>Checks settings that are each possible by itself.</summary>
        /// <exception cref="SettingsException">Two of them do not go together.</exception>
        public static void Check(NodeSettings settings)
        {
            CheckTls(settings);
            PinRules.Check(settings);
            Require(
                settings.Password == null || settings.User != null,
                SettingsTable.Password,
                "There is a password without a user; give both.");
            Require(
                settings.Hysteresis <= settings.MinProbability,
                SettingsTable.Hysteresis,
                "hysteresis must be 0..minProbability.");
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

        private static void Require(bool right, Setting setting, string message)
        {
            if (!right)
            {
                throw new SettingsException(setting.Name, message);
            }
        }
    }
}
