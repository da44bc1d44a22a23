using SqueezeNet.Embedded;

namespace CameraNode
{
    /// <summary>
    /// What holds for all devices of one build: edit it before flashing. Stored settings go before it.
    /// </summary>
    public static class DeviceSettings
    {
        /// <summary>Where stored settings are: the internal flash.</summary>
        public const string Folder = "I:\\";

        /// <summary>The settings.</summary>
        public static NodeSettings Make()
        {
            return new NodeSettings
            {
                WifiName = string.Empty,
                WifiPassword = string.Empty,
                BrokerHost = "broker.local",
                BrokerPort = 1883,
                TopicPrefix = "sqnet",
                Rule = PublishRule.OnChangeAndInterval,
                MinProbability = 0.3f,
                Hysteresis = 0.1f,
                StableFrames = 2,
                LedPin = 21,
                Board = "esp32-s3-eye",
                Model = "model",
            };
        }

        /// <summary>The camera's wiring; for a board without a name give its pins here.</summary>
        public static CameraPins Pins(NodeSettings settings)
        {
            return CameraBoards.Find(settings.Board);
        }

        /// <summary>What the camera delivers.</summary>
        public static CameraOptions Options(NodeSettings settings)
        {
            return new CameraOptions
            {
                Width = 240,
                Height = 240,
                Mirror = settings.CameraMirror,
                Flip = settings.CameraFlip,
            };
        }
    }
}
