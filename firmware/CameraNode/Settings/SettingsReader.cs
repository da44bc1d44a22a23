namespace CameraNode
{
    /// <summary>Puts the settings of a JSON text into effect.</summary>
    public sealed class SettingsReader
    {
        private const int Missing = -1;

        private readonly JsonReader json;
        private readonly NodeSettings settings;
        private readonly int[] places = new int[SettingsTable.All.Length];

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
        /// <param name="text">A JSON object.</param>
        /// <param name="settings">What the text does not name stays. After a fault they are of no use.</param>
        /// <exception cref="SettingsException">The text or a setting is wrong.</exception>
        public static void Read(string text, NodeSettings settings)
        {
            try
            {
                new SettingsReader(text, settings).ReadAll();
            }
            catch (JsonReaderException e)
            {
                throw new SettingsException(e.Name, e.Message);
            }
        }

        private void ReadAll()
        {
            string? name = json.NextName();
            while (name != null)
            {
                Setting setting = Take(name);
                settings.Set(setting, setting.Read(json));
                settings.Call(setting, json.Fault(places[setting.Index], name).Message);
                name = json.NextName();
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

                throw new SettingsException(e.Key, json.Fault(place, e.Message).Message);
            }
        }

        /// <summary>Finds a setting that has not come yet, and remembers where its value stands.</summary>
        private Setting Take(string name)
        {
            Setting? setting = SettingsTable.Find(name);
            if (setting == null)
            {
                throw json.Fault(json.NameStart, SettingNames.Unknown(name));
            }

            if (places[setting.Index] != Missing)
            {
                throw json.Fault(json.NameStart, $"{name} is given twice.");
            }

            places[setting.Index] = json.ValueStart;
            return setting;
        }

        private int Place(string name)
        {
            Setting? setting = SettingsTable.Find(name);
            return setting == null ? Missing : places[setting.Index];
        }
    }
}
