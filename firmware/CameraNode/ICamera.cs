using SqueezeNet.Embedded;

namespace CameraNode
{
    /// <summary>Where pictures come from.</summary>
    public interface ICamera
    {
        /// <summary>Name of the last picture, empty if the camera knows none.</summary>
        string FrameName { get; }

        /// <summary>Takes a picture; it must not change before the next call.</summary>
        /// <returns>The picture, or null if there will be no more.</returns>
        /// <exception cref="CameraException">There is no picture this time.</exception>
        Frame? Capture();
    }
}
