using SqueezeNet.Embedded;

namespace CameraNode
{
    /// <summary>A discovery document on its way; one without bytes takes the device away.</summary>
    internal sealed class HomeMessage
    {
        public HomeMessage(string topic, byte[] bytes)
        {
            Topic = topic;
            Bytes = bytes;
            Crc = bytes.Length == 0 ? string.Empty : JsonText.Hex(Crc32.Append(0, bytes, 0, bytes.Length));
        }

        public string Topic { get; }

        /// <summary>The document; nothing any more once it is sent.</summary>
        public byte[] Bytes { get; private set; }

        public string[] Components { get; set; } = new string[0];

        public string[] Gone { get; set; } = new string[0];

        /// <summary>The topics that its entities read the regions' states from.</summary>
        public string[] States { get; set; } = new string[0];

        /// <summary>The document's CRC-32, empty for one that takes the device away.</summary>
        public string Crc { get; }

        /// <summary>Its number in this connection, by which it will be confirmed.</summary>
        public int Number { get; private set; }

        /// <summary>It is handed over.</summary>
        public void Send(int number)
        {
            Number = number;
            Bytes = new byte[0];
        }
    }
}
