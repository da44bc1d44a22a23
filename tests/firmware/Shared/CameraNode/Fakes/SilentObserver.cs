namespace CameraNode.Tests
{
    /// <summary>Counts warnings.</summary>
    internal sealed class SilentObserver : INodeObserver
    {
        public int Warnings { get; private set; }

        public void StateChanged(NodeState state)
        {
        }

        public void Decoded(int percent)
        {
        }

        public void Classified(FrameClassification classification, bool published)
        {
        }

        public void Opened(string firmware, string model, string crc)
        {
        }

        public void Measured(string document)
        {
        }

        public void Warned(string message)
        {
            Warnings++;
        }
    }
}
