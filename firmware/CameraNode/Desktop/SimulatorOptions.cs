using System.IO;
using SqueezeNet.Embedded;

namespace CameraNode.Desktop
{
    /// <summary>What is simulated. Give either FramesDirectory, or RawFrames with its size and format.</summary>
    public sealed class SimulatorOptions
    {
        /// <summary>Path of the model.</summary>
        public string BlobPath { get; set; } = string.Empty;

        /// <summary>What executes the model.</summary>
        public Backend Backend { get; set; } = Backend.Native;

        /// <summary>Folder of pictures, played in ordinal order of their names; null for RawFrames.</summary>
        public string? FramesDirectory { get; set; }

        /// <summary>Whether the folder starts again at its end.</summary>
        public bool Loop { get; set; }

        /// <summary>Frames without anything between, for example standard input; null for FramesDirectory.</summary>
        public Stream? RawFrames { get; set; }

        /// <summary>Width of raw frames.</summary>
        public int RawWidth { get; set; }

        /// <summary>Height of raw frames.</summary>
        public int RawHeight { get; set; }

        /// <summary>Format of raw frames.</summary>
        public PixelFormat RawFormat { get; set; } = PixelFormat.Rgb888;

        /// <summary>Name or address of the broker.</summary>
        public string BrokerHost { get; set; } = "localhost";

        /// <summary>Its port.</summary>
        public int BrokerPort { get; set; } = 1883;

        /// <summary>User at the broker, null for none.</summary>
        public string? User { get; set; }

        /// <summary>Password at the broker.</summary>
        public string? Password { get; set; }

        /// <summary>The node's name at the broker and in topics.</summary>
        public string ClientId { get; set; } = "simulator";

        /// <summary>What topics start with.</summary>
        public string TopicPrefix { get; set; } = "sqnet";

        /// <summary>MQTT quality of service of labels, 0..2.</summary>
        public int QualityOfService { get; set; } = 1;

        /// <summary>Which answers are published.</summary>
        public PublishRule Rule { get; set; } = PublishRule.EveryFrame;

        /// <summary>Answers less probable than this are not published.</summary>
        public float MinScore { get; set; }

        /// <summary>Shortest time from one frame to the next.</summary>
        public int IntervalMilliseconds { get; set; }

        /// <summary>Stop after this many frames, 0 for all.</summary>
        public int Count { get; set; }

        /// <summary>Give up if the broker is out of reach for so long, at the start or later; 0 for never.</summary>
        public int ConnectTimeoutMilliseconds { get; set; } = 10000;
    }
}
