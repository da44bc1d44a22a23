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
        public void Classified(NodeResult result, bool published)
        {
            Debug.WriteLine($"Frame {result.Sequence}: {result.Label} {JsonText.Decimals(result.Probability, 4)}");
        }

        /// <inheritdoc/>
        public void Warned(string message)
        {
            Debug.WriteLine(message);
        }
    }
}
