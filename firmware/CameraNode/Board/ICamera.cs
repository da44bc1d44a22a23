using SqueezeNet.Embedded;

namespace CameraNode
{
    /// <summary>Where frames come from.</summary>
    public interface ICamera
    {
        /// <summary>Name of the last frame, empty if the camera knows none.</summary>
        string FrameName { get; }

        /// <summary>How often the camera was started again after a failure.</summary>
        int Restarts { get; }

        /// <summary>Lets go of frames that were taken before now: the next one shows what is lit now.</summary>
        /// <exception cref="CameraException">There is no frame this time.</exception>
        void Refresh();

        /// <summary>Takes a frame; it must not change before it is released.</summary>
        /// <returns>The frame, or null if there will be no more.</returns>
        /// <exception cref="CameraException">There is no frame this time.</exception>
        Frame? Capture();

        /// <summary>Gives a frame back; called exactly once for each.</summary>
        void Release(Frame frame);
    }
}
