namespace CameraNode
{
    /// <summary>Says what is meant by a name that no setting has.</summary>
    internal static class SettingNames
    {
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

            string nearest = NearNames.Nearest(name, all.Length, i => all[i].Name);
            return $"There is no setting {name}; "
                + (nearest.Length > 0 ? $"is {nearest} meant?" : "the README lists them all.");
        }

        /// <summary>A name for a message, which must not become long.</summary>
        public static string Shown(string name)
        {
            return name.Length > LongestName ? "such long name" : name;
        }
    }
}
