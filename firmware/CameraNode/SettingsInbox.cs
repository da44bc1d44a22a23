using System;

namespace CameraNode
{
    /// <summary>
    /// Takes settings from the broker into the store. New ones are on trial: if they do not lead to the broker in time,
    /// those before them come back, so that nobody has to go to the device.
    /// </summary>
    internal sealed class SettingsInbox : TopicHandler
    {
        /// <summary>
        /// How long after the device's start new settings may take to reach the broker with a model that works.
        /// </summary>
        public const int TrialMilliseconds = 300000;

        private readonly NodeContext node;
        private readonly NodeParts parts;
        private readonly SettingsStore? store;
        private bool isOnTrial;

        public SettingsInbox(NodeContext node)
        {
            this.node = node;
            parts = node.Parts;
            store = parts.Store;
            isOnTrial = store != null && store.IsOnTrial();
        }

        /// <inheritdoc/>
        public override string Topic
        {
            get { return NodeMessages.Topic(node.Settings, "settings/set"); }
        }

        /// <summary>Whether the device must start again with other settings.</summary>
        public bool HaveChanged { get; private set; }

        /// <summary>When a trial is over; a node that sleeps has one wake for it.</summary>
        private long TrialEnd
        {
            get { return node.Sleep.IsOn ? node.Sleep.Deadline : TrialMilliseconds; }
        }

        /// <summary>The broker is reached: the settings are good.</summary>
        public void Accept()
        {
            if (isOnTrial && store != null)
            {
                isOnTrial = false;
                Try(store.Accept);
            }
        }

        /// <summary>Gives up settings whose trial is over.</summary>
        /// <returns>Whether the ones before them are in force again.</returns>
        public bool IsTrialOver()
        {
            return node.Now >= TrialEnd && GiveUp();
        }

        /// <summary>Gives up settings that are on trial still: there will be no more time for them.</summary>
        /// <returns>Whether the ones before them are in force again.</returns>
        public bool GiveUp()
        {
            if (!isOnTrial || store == null)
            {
                return false;
            }

            isOnTrial = false;
            bool isJoined = node.State != NodeState.JoiningNetwork && node.Joiner.IsJoined;
            string why = TrialText.Undone(node.Report.ModelProblem, isJoined, node.Session.LastFailure);
            parts.Observer.Warned(why);
            HaveChanged = Try(() => store.Reject(why)).Length == 0;
            return HaveChanged;
        }

        /// <summary>Stores settings, says what became of them, and stops for them: the next start has them.</summary>
        public override void Take(string text)
        {
            if (store == null)
            {
                return;
            }

            bool changed = false;
            string kept = text;
            string problem = Try(() =>
            {
                kept = store.Unlocked(text);
                changed = store.Save(kept);
            });
            HaveChanged = HaveChanged || changed;
            JsonText result = problem.Length == 0
                ? new JsonText().Add("ok", true).Add("changed", changed)
                : new JsonText().Add("ok", false).Add("problem", problem);
            if (kept != text)
            {
                result.Add("remark", "remoteSettings is not named and stays on; false turns it off.");
            }

            node.Session.Publish("settings/result", result.ToString(), 1, false);
            if (HaveChanged)
            {
                node.Stop.Set();
            }
        }

        private string Try(Action action)
        {
            try
            {
                action();
                return string.Empty;
            }
            catch (Exception e)
            {
                // The file system throws exceptions of many kinds; the node goes on with what it has.
                parts.Observer.Warned($"Settings: {e.Message}");
                return e.Message.Length > 0 ? e.Message : "the settings cannot be stored";
            }
        }
    }
}
