using System.Diagnostics;

namespace CameraNode
{
    /// <summary>Tells the debugger.</summary>
    public sealed class DebugObserver : INodeObserver
    {
        /// <inheritdoc/>
        public void StateChanged(NodeState state)
        {
            Debug.WriteLine($"State {(int)state}");
        }

        /// <inheritdoc/>
        public void Decoded(int percent)
        {
            Debug.WriteLine($"Weights decoded: {percent} %");
        }

        /// <inheritdoc/>
        public void Classified(FrameClassification classification, bool published)
        {
            Debug.WriteLine(
                $"Frame {classification.Sequence}: {classification.Label}"
                    + $" {JsonText.Decimals(classification.Probability, 4)}");
        }

        /// <inheritdoc/>
        public void Measured(string document)
        {
            int start = 0;
            for (int end = document.IndexOf('\n'); end >= 0; end = document.IndexOf('\n', start))
            {
                Debug.WriteLine(document.Substring(start, end - start));
                start = end + 1;
            }

            Debug.WriteLine(document.Substring(start));
        }

        /// <inheritdoc/>
        public void Warned(string message)
        {
            Debug.WriteLine(message);
        }
    }
}
