namespace CameraNode
{
    /// <summary>Says what is meant by a name that no setting has.</summary>
    internal static class SettingNames
    {
        /// <summary>More changes than this make another word, not a slip.</summary>
        private const int MostSlips = 3;

        private const int LongestName = 40;

        /// <summary>A sentence for a name that there is not: its new name, or the nearest that there is.</summary>
        public static string Unknown(string name)
        {
            if (name.Length > LongestName)
            {
                return $"There is no setting with such a long name ({name.Length} characters).";
            }

            Setting[] all = SettingsTable.All;
            for (int i = 0; i < all.Length; i++)
            {
                if (all[i].OldName.Length > 0 && all[i].OldName == name)
                {
                    return $"{name} is called {all[i].Name} now.";
                }
            }

            string nearest = Nearest(name);
            return $"There is no setting {name}; "
                + (nearest.Length > 0 ? $"is {nearest} meant?" : "the README lists them all.");
        }

        private static string Nearest(string name)
        {
            // A short name that is half wrong is another word too.
            int best = (name.Length / 2 < MostSlips ? name.Length / 2 : MostSlips) + 1;
            string nearest = string.Empty;
            Setting[] all = SettingsTable.All;
            for (int i = 0; i < all.Length; i++)
            {
                int distance = Distance(name.ToLower(), all[i].Name.ToLower());
                if (distance < best)
                {
                    best = distance;
                    nearest = all[i].Name;
                }
            }

            return nearest;
        }

        /// <summary>Letters to insert, remove or replace (Levenshtein).</summary>
        internal static int Distance(string a, string b)
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
