namespace CameraNode
{
    /// <summary>Names of settings and of their choices in JSON.</summary>
    public static class SettingsKeys
    {
        /// <summary>More changes than this make another word, not a slip.</summary>
        private const int MostSlips = 3;

        private const int LongestName = 40;

        /// <summary>All settings, in the order of the documentation.</summary>
        public static readonly string[] All =
        {
            "wifiName", "wifiPassword", "brokerHost", "brokerPort", "tls", "caCertificate", "clientCertificate",
            "clientKey", "user", "password", "clientId", "topicPrefix", "qualityOfService", "keepAliveSeconds", "rule",
            "minScore", "hysteresis", "stableFrames", "stableMilliseconds", "reportNothing", "republishMilliseconds",
            "queueLength", "flushMilliseconds", "statusMilliseconds", "intervalMilliseconds", "maxFrames",
            "giveUpMilliseconds", "stopMilliseconds", "ledPin", "ledActiveLow", "remoteSettings",
            "board", "cameraMirror", "cameraFlip", "model",
        };

        /// <summary>Words for <see cref="TlsMode"/>, in its order.</summary>
        public static readonly string[] TlsModes = { "none", "tls12" };

        /// <summary>Words for <see cref="PublishRule"/>, in its order.</summary>
        public static readonly string[] Rules = { "every-frame", "on-change", "on-change-and-interval" };

        /// <summary>Place of a name in <see cref="All"/>, -1 if there is no such setting.</summary>
        public static int IndexOf(string key)
        {
            for (int i = 0; i < All.Length; i++)
            {
                if (All[i] == key)
                {
                    return i;
                }
            }

            return -1;
        }

        /// <summary>A sentence for a name that there is not, with the nearest that there is.</summary>
        public static string Unknown(string key)
        {
            if (key.Length > LongestName)
            {
                return $"There is no setting with such a long name ({key.Length} characters).";
            }

            // A short name that is half wrong is another word too.
            int best = (key.Length / 2 < MostSlips ? key.Length / 2 : MostSlips) + 1;
            string nearest = string.Empty;
            for (int i = 0; i < All.Length; i++)
            {
                int distance = Distance(key.ToLower(), All[i].ToLower());
                if (distance < best)
                {
                    best = distance;
                    nearest = All[i];
                }
            }

            return $"There is no setting {key}; " + (nearest.Length > 0 ? $"is {nearest} meant?" : "the README lists them all.");
        }

        /// <summary>Letters to insert, remove or replace (Levenshtein).</summary>
        private static int Distance(string a, string b)
        {
            int[] row = new int[b.Length + 1];
            for (int j = 0; j <= b.Length; j++)
            {
                row[j] = j;
            }

            for (int i = 1; i <= a.Length; i++)
            {
                int diagonal = row[0];
                row[0] = i;
                for (int j = 1; j <= b.Length; j++)
                {
                    int replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                    diagonal = row[j];
                    int moved = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;
                    row[j] = replaced < moved ? replaced : moved;
                }
            }

            return row[b.Length];
        }
    }
}
