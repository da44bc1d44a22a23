using SqueezeNet.Embedded;

namespace CameraNode
{
    /// <summary>Publishes pictures of what the camera sees.</summary>
    internal sealed class SnapshotDesk
    {
        /// <summary>Whether the frame that is being looked at may be wanted as a picture.</summary>
        public bool MayBeWanted
        {
            get { return false; }
        }

        /// <summary>A frame has been classified; it is still the camera's, and goes back after this.</summary>
        public void Offer(Frame frame, FrameClassification classification, bool isPublished)
        {
        }
    }
}
