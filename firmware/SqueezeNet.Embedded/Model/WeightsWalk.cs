namespace SqueezeNet.Embedded
{
    /// <summary>Takes a coder through the weights space, tap by tap, in the order of packing (SPEC 4.2).</summary>
    internal sealed class WeightsWalk
    {
        private readonly byte[] weights;

        /// <summary>Starts.</summary>
        /// <param name="weights">The weights space, to read or to fill.</param>
        public WeightsWalk(byte[] weights)
        {
            this.weights = weights;
            Model = new WeightModel();
        }

        /// <summary>What the coder knows.</summary>
        public WeightModel Model { get; }

        /// <summary>Bytes behind the weights of each group of 16 output channels; 0 at first.</summary>
        public int Gap { get; set; }

        /// <summary>Codes a convolution.</summary>
        /// <param name="coder">Encodes or decodes.</param>
        /// <param name="at">Where its weights begin.</param>
        /// <param name="groups">Groups of 16 output channels.</param>
        /// <param name="height">Of the kernel.</param>
        /// <param name="width">Of the kernel.</param>
        /// <param name="inputs">Input channels.</param>
        public void Code(BitCoder coder, int at, int groups, int height, int width, int inputs)
        {
            Model.Begin();
            int column = inputs * ConvolutionRecord.Lanes;
            for (int window = 0; window < groups * height * width; window++)
            {
                int left = window % width > 0 ? column : 0;
                int up = window / width % height > 0 ? column * width : 0;
                for (int input = 0; input < inputs; input++)
                {
                    Model.CodeTap(coder, weights, at, input, left, up);
                    at += ConvolutionRecord.Lanes;
                }

                at += (window + 1) % (height * width) == 0 ? Gap : 0;
            }
        }
    }
}
