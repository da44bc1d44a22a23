using System;

namespace CameraNode
{
    /// <summary>Takes one setting from the broker: it holds at once, and is stored.</summary>
    internal sealed class LiveSetting : TopicHandler
    {
        private readonly NodeContext node;
        private readonly SettingsStore store;
        private readonly Setting setting;
        private readonly string name;

        /// <summary>Names a setting.</summary>
        /// <param name="node">Whose.</param>
        /// <param name="store">Where it is stored.</param>
        /// <param name="setting">The setting: a choice or a number from 0 to 1.</param>
        /// <param name="name">Its topic behind the node's name.</param>
        public LiveSetting(NodeContext node, SettingsStore store, Setting setting, string name)
        {
            this.node = node;
            this.store = store;
            this.setting = setting;
            this.name = name;
        }

        /// <inheritdoc/>
        public override string Topic
        {
            get { return NodeMessages.Topic(node.Settings, name); }
        }

        /// <inheritdoc/>
        public override void Take(string text)
        {
            JsonText result;
            try
            {
                bool changed = Change(text);
                result = new JsonText().Add("ok", true).Add("changed", changed);
            }
            catch (Exception e)
            {
                // The file system throws exceptions of many kinds; the node goes on with what it has.
                string problem = e.Message.Length > 0 ? e.Message : "the settings cannot be stored";
                node.Parts.Observer.Warned($"Settings: {problem}");
                result = new JsonText().Add("ok", false).Add("problem", problem);
            }

            node.Session.Publish("settings/result", result.ToString(), 1, false);
            node.Session.PublishStatus(node.Report.Text());
        }

        /// <summary>Nothing changes unless the value is possible beside the others, and stored.</summary>
        private bool Change(string text)
        {
            bool isChoice = setting is ChoiceSetting;
            string given = text.Trim();
            if (!isChoice && !IsNumber(given))
            {
                throw new SettingsException(setting.Name, $"{setting.Name} is a number from 0 to 1, such as 0.5.");
            }

            given = isChoice ? JsonText.Quoted(given) : given;
            NodeSettings tried = node.Settings.Copy();
            SettingsReader.Read("{" + JsonText.Quoted(setting.Name) + ":" + given + "}", tried);
            object value = tried.Get(setting)!;
            string written = isChoice
                ? JsonText.Quoted(((ChoiceSetting)setting).Word((int)value)) : JsonText.Decimals((float)value, 4);
            bool changed = store.Change(new Setting[] { setting }, new string[] { written });
            node.Settings.Set(setting, value);
            node.Home.Refresh();
            return changed;
        }

        private static bool IsNumber(string text)
        {
            for (int i = 0; i < text.Length; i++)
            {
                if ("0123456789.-+eE".IndexOf(text[i]) < 0)
                {
                    return false;
                }
            }

            return text.Length > 0;
        }
    }
}
