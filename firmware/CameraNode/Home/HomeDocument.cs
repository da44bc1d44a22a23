using System.Collections;

namespace CameraNode
{
    /// <summary>
    /// Writes what a node tells Home Assistant of itself: one device with all its entities, in the keys of its device
    /// discovery, abbreviated where that is allowed.
    /// </summary>
    public sealed class HomeDocument
    {
        private const int Capacity = 5120;

        private readonly HomeSource source;
        private readonly NodeSettings settings;
        private readonly string id;
        private readonly string status;
        private readonly ArrayList components = new ArrayList();
        private JsonBytes json = new JsonBytes(0);

        /// <summary>Starts a document.</summary>
        public HomeDocument(HomeSource source)
        {
            this.source = source;
            settings = source.Settings;
            id = HomeNames.Id(settings.ClientId);
            status = NodeMessages.Topic(settings, "status");
        }

        /// <summary>Where the document of a node is, for good: retained.</summary>
        public static string Topic(NodeSettings settings)
        {
            return settings.DiscoveryPrefix + "/device/" + HomeNames.Id(settings.ClientId) + "/config";
        }

        /// <summary>Writes the document.</summary>
        /// <param name="gone">Components that were there and are to go, as <see cref="Components"/> has them.</param>
        /// <returns>JSON as UTF-8.</returns>
        public byte[] Write(string[] gone)
        {
            components.Clear();
            json = new JsonBytes(Capacity);
            json.Begin("dev").BeginArray("ids").AddItem("sqnet_" + id).EndArray()
                .Add("name", settings.ClientId)
                .Add("mf", "SqueezeNet.Embedded")
                .Add("mdl", "Camera node")
                .Add("sw", NodeMessages.FirmwareVersion)
                .End();
            json.Begin("o").Add("name", "SqueezeNet.Embedded").Add("sw", NodeMessages.FirmwareVersion).End();
            json.Add("avty_t", status).Add("avty_tpl", HomeTemplates.Sees);
            json.Begin("cmps");
            AddSeen();
            AddDiagnostics();
            AddControls();
            AddGone(gone);
            json.End();
            return json.Finish();
        }

        /// <summary>The components of the document that was written, each as platform:name.</summary>
        public string[] Components()
        {
            return (string[])components.ToArray(typeof(string));
        }

        private void AddSeen()
        {
            for (int i = 0; i < HomeSource.Regions(settings); i++)
            {
                AddRegion(HomeSource.Region(settings, i));
            }

            if (source.HasEvents)
            {
                AddEvent();
            }

            // A node that sleeps forgets what it compared: to it every image after a sleep is a new one.
            if (settings.Motion > 0 && settings.SleepSeconds == 0)
            {
                Begin("binary_sensor", "motion", "Motion", "motion");
                json.Add("dev_cla", "motion").Add("stat_t", status).Add("val_tpl", HomeTemplates.Motion);
                AddExpiry(HomeTimes.Expiry(settings));
                json.End();
            }

            AddSnapshots();
        }

        /// <summary>Only what the settings allow: an image that never comes is a fault to who looks at it.</summary>
        private void AddSnapshots()
        {
            bool isOnRequest = settings.Snapshots == SnapshotMode.OnRequest;
            if (isOnRequest || settings.SnapshotOnChange)
            {
                Begin("image", "snapshot", "Snapshot", "snapshot");
                json.Add("image_topic", NodeMessages.Topic(settings, "snapshot")).Add("content_type", "image/jpeg")
                    .End();
            }

            if (isOnRequest)
            {
                Begin("button", "take_snapshot", "Take snapshot", "take_snapshot");
                json.Add("cmd_t", NodeMessages.Topic(settings, "snapshot/get")).Add("qos", 1);
                if (settings.SleepSeconds > 0)
                {
                    // The broker keeps it until the node wakes, which takes it away.
                    json.Add("retain", true);
                }

                json.Add("ic", "mdi:camera").End();
            }
        }

        private void AddRegion(string region)
        {
            string state = NodeMessages.Topic(settings, HomeNames.State(region));
            Begin("sensor", "label", "Label", "label", region);
            json.Add("stat_t", state).Add("val_tpl", HomeTemplates.Label(source.HasLabels)).Add("json_attr_t", state)
                .Add("ic", "mdi:tag-outline");
            AddExpiry(HomeTimes.StateExpiry(settings));
            json.End();
            Begin("sensor", "probability", "Probability", "probability", region);
            json.Add("stat_t", state).Add("val_tpl", HomeTemplates.Percent).Add("unit_of_meas", "%")
                .Add("stat_cla", "measurement").Add("ic", "mdi:percent-outline");
            AddExpiry(HomeTimes.StateExpiry(settings));
            json.End();
            for (int i = 0; i < settings.Presence.Count; i++)
            {
                AddPresence(settings.Presence.Word(i), state, region);
            }
        }

        private void AddPresence(string word, string state, string region)
        {
            int seconds = HomeTimes.Presence(settings);
            int expiry = HomeTimes.StateExpiry(settings);
            Begin("binary_sensor", HomeNames.Component(word), word, HomeNames.Slug(word), region);
            json.Add("dev_cla", "occupancy").Add("stat_t", state).Add(
                "val_tpl",
                seconds > 0 && expiry > 0
                    ? HomeTemplates.SeenNow(word, source.HasLabels) : HomeTemplates.Seen(word, source.HasLabels));
            if (seconds > 0)
            {
                json.Add("off_dly", seconds);
            }

            AddExpiry(expiry);
            json.End();
        }

        private void AddEvent()
        {
            bool hasRegions = settings.Regions != null;
            Begin("event", "recognised", "Recognised", "recognised");
            json.Add("stat_t", NodeMessages.Topic(settings, hasRegions ? "label/+" : "label"))
                .Add("val_tpl", HomeTemplates.Event(source.HasLabels, hasRegions)).Add("qos", 1)
                .BeginArray("event_types");
            for (int i = 0; i < source.Classes; i++)
            {
                json.AddItem(source.Class(i));
            }

            json.EndArray().End();
        }

        private void AddDiagnostics()
        {
            Begin("sensor", "status", "Status", "status");
            json.Add("stat_t", status).Add("val_tpl", HomeTemplates.Field("status"))
                .Add("avty_tpl", HomeTemplates.Always)
                .Add("ent_cat", "diagnostic").Add("ic", "mdi:list-status");
            AddExpiry(settings.SleepSeconds > 0 ? HomeTimes.Expiry(settings) : 0);
            json.End();
            AddText("model", "Model", "mdi:file-outline");
            AddText("firmware", "Firmware", "mdi:chip");
            AddFigure("uptime", "Uptime", "uptime").Add("dev_cla", "duration").Add("unit_of_meas", "s")
                .Add("stat_cla", "measurement").End();
            AddFigure("dropped", "Dropped", "dropped").Add("stat_cla", "total_increasing")
                .Add("ic", "mdi:tray-remove").End();
            if (source.TellsMemory)
            {
                AddFigure("memory", "Free memory", "freeManaged").Add("dev_cla", "data_size")
                    .Add("unit_of_meas", "B").Add("stat_cla", "measurement").End();
            }
        }

        private void AddText(string name, string title, string icon)
        {
            Begin("sensor", name, title, name);
            AddField(name);
            json.Add("ent_cat", "diagnostic").Add("ic", icon).End();
        }

        /// <summary>A number of the status; it is not known any more if the status does not come.</summary>
        private JsonBytes AddFigure(string name, string title, string field)
        {
            Begin("sensor", name, title, name);
            AddField(field);
            json.Add("ent_cat", "diagnostic");
            AddExpiry(HomeTimes.Expiry(settings));
            return json;
        }

        /// <summary>After how long without a message an entity is unavailable, 0 for never.</summary>
        private void AddExpiry(int seconds)
        {
            if (seconds > 0)
            {
                json.Add("exp_aft", seconds);
            }
        }

        private void AddControls()
        {
            if (!settings.RemoteSettings)
            {
                return;
            }

            Begin("select", "rule", "Rule", "rule");
            AddField("rule");
            AddCommand("rule/set").BeginArray("ops");
            ChoiceSetting rules = (ChoiceSetting)SettingsTable.Rule;
            for (int i = 0; i < rules.Count; i++)
            {
                json.AddItem(rules.Word(i));
            }

            json.EndArray().End();
            Begin("number", "min_probability", "Least probability", "min_probability");
            AddField("minProbability");
            AddCommand("min-probability/set").Add("min", settings.Hysteresis, 4).Add("max", 1)
                .Add("step", 0.01, 2).End();
            Begin("button", "restart", "Restart", "restart");
            AddLives();
            AddCommand("restart/set").Add("dev_cla", "restart").End();
        }

        private JsonBytes AddCommand(string name)
        {
            return json.Add("cmd_t", NodeMessages.Topic(settings, name)).Add("qos", 1).Add("ent_cat", "config");
        }

        private void AddField(string field)
        {
            json.Add("stat_t", status).Add("val_tpl", HomeTemplates.Field(field));
            AddLives();
        }

        private void AddLives()
        {
            // The topic comes from the device.
            json.Add("avty_tpl", HomeTemplates.Lives);
        }

        private void Begin(string platform, string name, string title, string entity, string region = "")
        {
            string component = HomeNames.Component(name, region);
            components.Add(platform + ":" + component);
            json.Begin(component).Add("p", platform)
                .Add("name", region.Length == 0 ? title : title + " " + region)
                .Add("uniq_id", "sqnet_" + id + "_" + component)
                .Add("default_entity_id", platform + "." + HomeNames.Slug(settings.ClientId) + "_" + entity
                    + (region.Length == 0 ? string.Empty : "_" + HomeNames.Slug(region)));
        }

        /// <summary>A component that is only a platform is taken away.</summary>
        private void AddGone(string[] gone)
        {
            for (int i = 0; i < gone.Length; i++)
            {
                int colon = gone[i].IndexOf(':');
                json.Begin(gone[i].Substring(colon + 1)).Add("p", gone[i].Substring(0, colon)).End();
            }
        }
    }
}
