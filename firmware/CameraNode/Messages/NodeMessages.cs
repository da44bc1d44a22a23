namespace CameraNode
{
    /// <summary>What a node says of frames, and where it says what.</summary>
    public static class NodeMessages
    {
        /// <summary>Version of this firmware.</summary>
        public const string FirmwareVersion = "0.1.0";

        /// <summary>What the broker says if the node is gone, and the node itself before it goes.</summary>
        public const string Offline = "{\"status\":\"offline\"}";

        /// <summary>Topic of the retained status.</summary>
        public static string StatusTopic(NodeSettings settings)
        {
            return settings.TopicPrefix + "/" + settings.ClientId + "/status";
        }

        /// <summary>Topic of the labels.</summary>
        public static string LabelTopic(NodeSettings settings)
        {
            return settings.TopicPrefix + "/" + settings.ClientId + "/label";
        }

        /// <summary>Topic on which settings come.</summary>
        public static string SettingsTopic(NodeSettings settings)
        {
            return settings.TopicPrefix + "/" + settings.ClientId + "/settings/set";
        }

        /// <summary>Topic on which the node says what became of them.</summary>
        public static string SettingsResultTopic(NodeSettings settings)
        {
            return settings.TopicPrefix + "/" + settings.ClientId + "/settings/result";
        }

        /// <summary>A classification.</summary>
        public static string Label(FrameClassification classification, uint crc)
        {
            JsonText text = new JsonText()
                .Add("seq", classification.Sequence)
                .Add("label", classification.Label)
                .Add("index", classification.Index)
                .Add("probability", classification.Probability, 4)
                .Add("ms", classification.Milliseconds, 1)
                .Add("model", JsonText.Hex(crc))
                .Add("at", classification.CapturedAt);
            if (classification.CapturedUtc.Length > 0)
            {
                text.Add("utc", classification.CapturedUtc);
            }

            if (classification.FrameName.Length > 0)
            {
                text.Add("frame", classification.FrameName);
            }

            return text.ToString();
        }
    }
}
