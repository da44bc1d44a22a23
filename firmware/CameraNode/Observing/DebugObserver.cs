// Else the compiler would leave the calls out, and a board would say nothing on its serial port.
#define DEBUG

using System.Diagnostics;

namespace CameraNode
{
    /// <summary>Tells the debugger; without one, the serial port, where sqnet monitor reads it.</summary>
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
        public void Warned(string message)
        {
            Debug.WriteLine(message);
        }
    }
}
