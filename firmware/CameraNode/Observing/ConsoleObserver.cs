using System;

namespace CameraNode
{
    /// <summary>
    /// Tells the console: the serial line, or the debugger where one is attached. The compiler leaves calls of the
    /// class Debug out of a release.
    /// </summary>
    public sealed class ConsoleObserver : INodeObserver
    {
        /// <inheritdoc/>
        public void StateChanged(NodeState state)
        {
            Console.WriteLine($"State {(int)state}");
        }

        /// <inheritdoc/>
        public void Decoded(int percent)
        {
            Console.WriteLine($"Weights decoded: {percent} %");
        }

        /// <summary>Who has written the board sees by this that it runs what was written.</summary>
        public void Opened(string firmware, string model, string crc)
        {
            Console.WriteLine($"Firmware {firmware}, model {crc} {model}");
        }

        /// <inheritdoc/>
        public void Classified(FrameClassification classification, bool published)
        {
            Console.WriteLine(
                $"Frame {classification.Sequence}: {classification.Label}"
                    + $" {JsonText.Decimals(classification.Probability, 4)}");
        }

        /// <inheritdoc/>
        public void Measured(string document)
        {
            int start = 0;
            for (int end = document.IndexOf('\n'); end >= 0; end = document.IndexOf('\n', start))
            {
                Console.WriteLine(document.Substring(start, end - start));
                start = end + 1;
            }

            Console.WriteLine(document.Substring(start));
        }

        /// <inheritdoc/>
        public void Warned(string message)
        {
            Console.WriteLine(message);
        }
    }
}
