using SqueezeNet.Embedded;

namespace CameraNode
{
    /// <summary>Makes JPEGs of frames.</summary>
    public interface ISnapshotEncoder
    {
        /// <summary>Encodes a frame that the camera has not got back yet.</summary>
        /// <param name="frame">The camera's frame.</param>
        /// <param name="quality">1..100.</param>
        /// <param name="mostBytes">How long the JPEG may be.</param>
        /// <returns>The JPEG; null if it is longer.</returns>
        /// <exception cref="System.Exception">It cannot be made; the message says why.</exception>
        byte[]? Encode(Frame frame, int quality, int mostBytes);
    }
}
