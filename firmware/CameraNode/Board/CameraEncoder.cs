using SqueezeNet.Embedded;

namespace CameraNode
{
    /// <summary>The encoder of the camera's driver: it reads the frame where the camera has put it.</summary>
    public sealed class CameraEncoder : ISnapshotEncoder
    {
        /// <inheritdoc/>
        public byte[]? Encode(Frame frame, int quality, int mostBytes)
        {
            return ((CameraFrame)frame).ToJpeg(quality, mostBytes);
        }
    }
}
