using CameraNode;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Simulation;

/// <summary>The desktop's encoder for snapshots: frames of any format, as the engine sees their pixels.</summary>
public sealed class SkiaEncoder : ISnapshotEncoder
{
    /// <inheritdoc/>
    public byte[]? Encode(Frame frame, int quality, int mostBytes)
    {
        byte[] jpeg = JpegWriter.Write(FrameImage.Of(frame), quality);
        return jpeg.Length <= mostBytes ? jpeg : null;
    }
}
