using SqueezeNet.Embedded;

namespace CameraNode
{
    /// <summary>What a node says, and where.</summary>
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

        /// <summary>Status of a node that works.</summary>
        public static string Online(Network network)
        {
            return new JsonText()
                .Add("status", "online")
                .Add("model", network.Name)
                .Add("crc", JsonText.Hex(network.Crc))
                .Add("classes", network.Classes)
                .Add("input", $"{network.Width}x{network.Height}")
                .Add("firmware", FirmwareVersion)
                .ToString();
        }

        /// <summary>Status of a node whose camera does not work.</summary>
        public static string CameraFailed(string reason)
        {
            return new JsonText().Add("status", "camera-failed").Add("reason", reason).ToString();
        }

        /// <summary>An answer.</summary>
        public static string Label(NodeResult result, uint crc)
        {
            JsonText text = new JsonText()
                .Add("seq", result.Sequence)
                .Add("label", result.Label)
                .Add("index", result.Index)
                .Add("score", result.Probability, 4)
                .Add("ms", result.Milliseconds, 1)
                .Add("model", JsonText.Hex(crc));
            if (result.FrameName.Length > 0)
            {
                text.Add("frame", result.FrameName);
            }

            return text.ToString();
        }
    }
}
