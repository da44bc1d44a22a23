namespace CameraNode
{
    /// <summary>Pins that a node switches and listens to.</summary>
    internal sealed class NodePins
    {
        /// <summary>A classification is published, or would be if there were a broker.</summary>
        public void Show(FrameClassification classification)
        {
        }
    }
}
