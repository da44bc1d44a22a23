namespace CameraNode
{
    /// <summary>What a node says of frames, and where it says what.</summary>
    public static class NodeMessages
    {
        /// <summary>Version of this firmware.</summary>
        public const string FirmwareVersion = "0.1.0";

        /// <summary>What the broker says if the node is gone, and the node itself before it goes.</summary>
        public const string Offline = "{\"status\":\"offline\"}";

        /// <summary>A topic of a node.</summary>
        /// <param name="settings">Whose.</param>
        /// <param name="name">What follows the node's name, for example status.</param>
        public static string Topic(NodeSettings settings, string name)
        {
            return settings.TopicPrefix + "/" + settings.ClientId + "/" + name;
        }

        /// <summary>A classification.</summary>
        public static string Label(FrameClassification classification)
        {
            JsonText text = new JsonText()
                .Add("seq", classification.Sequence)
                .Add("label", classification.Label)
                .Add("index", classification.Index)
                .Add("probability", classification.Probability, 4)
                .Add("ms", classification.Milliseconds, 1)
                .Add("model", JsonText.Hex(classification.Model))
                .Add("at", classification.CapturedAt);
            if (classification.CapturedUtc.Length > 0)
            {
                text.Add("utc", classification.CapturedUtc);
            }

            if (classification.Region.Length > 0)
            {
                text.Add("region", classification.Region);
            }

            if (classification.FrameName.Length > 0)
            {
                text.Add("frame", classification.FrameName);
            }

            return text.ToString();
        }
    }
}
