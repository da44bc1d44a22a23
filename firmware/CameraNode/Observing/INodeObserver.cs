namespace CameraNode
{
    /// <summary>Is told what a node does, on the thread that runs it. Must not block for long.</summary>
    public interface INodeObserver
    {
        /// <summary>The node's state has changed.</summary>
        void StateChanged(NodeState state);

        /// <summary>Packed weights are being decoded, which takes some seconds at most.</summary>
        /// <param name="percent">How many are: 0..100, rising by at least ten a call.</param>
        void Decoded(int percent);

        /// <summary>The model is open, and has given its golden scores.</summary>
        /// <param name="firmware">The node's version.</param>
        /// <param name="model">The model's name.</param>
        /// <param name="crc">Its CRC, eight digits in hexadecimal.</param>
        void Opened(string firmware, string model, string crc);

        /// <summary>A frame was classified.</summary>
        /// <param name="classification">What the network says of it.</param>
        /// <param name="published">Whether the rule wants it published.</param>
        void Classified(FrameClassification classification, bool published);

        /// <summary>The board has measured itself.</summary>
        /// <param name="document">A JSON object of many lines.</param>
        void Measured(string document);

        /// <summary>Something went wrong, and the node goes on.</summary>
        void Warned(string message);
    }
}
