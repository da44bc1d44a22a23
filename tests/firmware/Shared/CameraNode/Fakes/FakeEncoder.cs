using System;
using SqueezeNet.Embedded;

namespace CameraNode.Tests
{
    /// <summary>Makes JPEGs that say which frame they are of, as long as their quality: "frame 3 at 80 ...".</summary>
    internal sealed class FakeEncoder : ISnapshotEncoder
    {
        private readonly FakeStillCamera camera;

        public FakeEncoder(FakeStillCamera camera)
        {
            this.camera = camera;
        }

        /// <summary>Bytes of a JPEG for each step of quality.</summary>
        public int BytesPerQuality { get; set; } = 1;

        /// <summary>What goes wrong, null for nothing.</summary>
        public Exception? Fault { get; set; }

        /// <summary>JPEGs that were asked for.</summary>
        public int Asked { get; private set; }

        public byte[]? Encode(Frame frame, int quality, int mostBytes)
        {
            Asked++;
            if (Fault != null)
            {
                throw Fault;
            }

            string text = "frame " + camera.NumberOf(frame) + " at " + quality + " ";
            byte[] jpeg = new byte[quality * BytesPerQuality];
            for (int i = 0; i < jpeg.Length; i++)
            {
                jpeg[i] = (byte)(i < text.Length ? text[i] : '.');
            }

            return jpeg.Length <= mostBytes ? jpeg : null;
        }
    }
}
