using SqueezeNet.Embedded;

namespace CameraNode
{
    /// <summary>Where pictures come from.</summary>
    public interface ICamera
    {
        /// <summary>Name of the last picture, empty if the camera knows none.</summary>
        string FrameName { get; }

        /// <summary>How often the camera was started again after a failure.</summary>
        int Restarts { get; }

        /// <summary>Takes a picture; it must not change before it is released.</summary>
        /// <returns>The picture, or null if there will be no more.</returns>
        /// <exception cref="CameraException">There is no picture this time.</exception>
        Frame? Capture();

        /// <summary>Gives a picture back; called exactly once for each.</summary>
        void Release(Frame frame);
    }
}
