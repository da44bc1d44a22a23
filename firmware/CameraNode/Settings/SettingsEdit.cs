namespace CameraNode
{
    /// <summary>Changes one setting in a text of settings; all others stay as they are written.</summary>
    internal static class SettingsEdit
    {
        private const int Missing = -1;

        /// <summary>Whether a text of settings, which can be read, names one.</summary>
        public static bool Names(string text, Setting setting)
        {
            JsonReader json = new JsonReader(text);
            string? name = json.NextName();
            while (name != null)
            {
                Setting? other = SettingsTable.Find(name);
                if (other == null || other == setting)
                {
                    return other == setting;
                }

                other.Read(json);
                name = json.NextName();
            }

            return false;
        }

        /// <summary>The text with another value of a setting, which may not have been there.</summary>
        /// <param name="text">Settings that can be read.</param>
        /// <param name="setting">The setting.</param>
        /// <param name="value">Its value in JSON.</param>
        public static string With(string text, Setting setting, string value)
        {
            JsonReader json = new JsonReader(text);
            int start = Missing;
            int end = Missing;
            int last = Missing;
            string? name = json.NextName();
            while (name != null)
            {
                Setting other = SettingsTable.Find(name)
                    ?? throw json.Fault(json.NameStart, SettingNames.Unknown(name));
                int place = json.ValueStart;
                other.Read(json);
                last = json.Position;
                if (other == setting)
                {
                    start = place;
                    end = last;
                }

                name = json.NextName();
            }

            if (start != Missing)
            {
                return text.Substring(0, start) + value + text.Substring(end);
            }

            string added = JsonText.Quoted(setting.Name) + ":" + value;
            return last == Missing
                ? "{" + added + "}" : text.Substring(0, last) + "," + added + text.Substring(last);
        }
    }
}
