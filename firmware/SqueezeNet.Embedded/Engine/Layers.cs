using System;

namespace SqueezeNet.Embedded
{
    /// <summary>The layers, each the literal transcription of SPEC 1, on whole tensors.</summary>
    internal static class Layers
    {
        /// <summary>Puts a frame of a constant pixel around a tensor.</summary>
        /// <param name="input">[h][w][c].</param>
        /// <param name="pad">Rows and columns on each side.</param>
        /// <param name="pixel">The constant, one value per channel.</param>
        /// <returns>[h + 2 * pad][w + 2 * pad][c].</returns>
        public static Tensor Pad(Tensor input, int pad, sbyte[] pixel)
        {
            if (pad == 0)
            {
                return input;
            }

            Tensor padded = new Tensor(input.Height + (2 * pad), input.Width + (2 * pad), input.Channels);
            for (int i = 0; i < padded.Values.Length; i++)
            {
                padded.Values[i] = pixel[i % input.Channels];
            }

            int rowLength = input.Width * input.Channels;
            for (int y = 0; y < input.Height; y++)
            {
                Array.Copy(input.Values, input.At(y, 0), padded.Values, padded.At(y + pad, pad), rowLength);
            }

            return padded;
        }

        /// <summary>A pixel whose channels all have the same value.</summary>
        public static sbyte[] Constant(int channels, sbyte value)
        {
            sbyte[] pixel = new sbyte[channels];
            for (int i = 0; i < channels; i++)
            {
                pixel[i] = value;
            }

            return pixel;
        }

        /// <summary>Convolution, shift, ReLU and clamp (SPEC 1.2).</summary>
        /// <param name="blob">Holds weights and params.</param>
        /// <param name="c">The convolution.</param>
        /// <param name="padded">Its input with padding already around it.</param>
        public static Tensor Convolve(Blob blob, ConvolutionRecord c, Tensor padded)
        {
            int height = ((padded.Height - c.KernelHeight) / c.Stride) + 1;
            int width = ((padded.Width - c.KernelWidth) / c.Stride) + 1;
            Tensor output = new Tensor(height, width, c.OutChannels);
            for (int o = 0; o < c.OutChannels; o++)
            {
                int bias = blob.Bias(c, o);
                int shift = blob.Shift(c, o / ConvolutionRecord.Lanes);
                for (int y = 0; y < height; y++)
                {
                    for (int x = 0; x < width; x++)
                    {
                        int at = padded.At(y * c.Stride, x * c.Stride);
                        int sum = Accumulate(blob, c, o, bias, padded, at) >> shift;
                        output.Values[output.At(y, x) + o] = Clamp(sum, c.ZeroOut);
                    }
                }
            }

            return output;
        }

        /// <summary>Max pooling; windows are clipped at the border (SPEC 1.4).</summary>
        /// <param name="input">[h][w][c].</param>
        /// <param name="pool">Kernel, stride and padding.</param>
        /// <param name="height">Output rows.</param>
        /// <param name="width">Output columns.</param>
        public static Tensor MaxPool(Tensor input, PoolRecord pool, int height, int width)
        {
            Tensor output = new Tensor(height, width, input.Channels);
            for (int y = 0; y < height; y++)
            {
                for (int x = 0; x < width; x++)
                {
                    for (int c = 0; c < input.Channels; c++)
                    {
                        int top = (y * pool.Stride) - pool.Pad;
                        int left = (x * pool.Stride) - pool.Pad;
                        output.Values[output.At(y, x) + c] = WindowMaximum(input, c, top, left, pool.Kernel);
                    }
                }
            }

            return output;
        }

        /// <summary>Channels of a, then channels of b.</summary>
        public static Tensor Concatenate(Tensor a, Tensor b)
        {
            Tensor output = new Tensor(a.Height, a.Width, a.Channels + b.Channels);
            for (int y = 0; y < a.Height; y++)
            {
                for (int x = 0; x < a.Width; x++)
                {
                    int at = output.At(y, x);
                    Array.Copy(a.Values, a.At(y, x), output.Values, at, a.Channels);
                    Array.Copy(b.Values, b.At(y, x), output.Values, at + a.Channels, b.Channels);
                }
            }

            return output;
        }

        /// <summary>A bypass: the sum of real values, clamped at the upper end (SPEC 1.7).</summary>
        /// <param name="a">[h][w][c].</param>
        /// <param name="b">Of the same shape.</param>
        /// <param name="zero">Zero point of a, b and the sum.</param>
        public static Tensor Add(Tensor a, Tensor b, int zero)
        {
            Tensor output = new Tensor(a.Height, a.Width, a.Channels);
            for (int i = 0; i < output.Values.Length; i++)
            {
                output.Values[i] = Clamp(a.Values[i] + b.Values[i] - zero, zero);
            }

            return output;
        }

        /// <summary>The head: ReLU of each accumulator, summed over all positions, then shifted (SPEC 1.5).</summary>
        /// <param name="blob">Holds weights, params and class map.</param>
        /// <param name="padded">The head's input with padding already around it.</param>
        /// <returns>One score per class.</returns>
        public static int[] Scores(Blob blob, Tensor padded)
        {
            ConvolutionRecord head = blob.Head;
            int[] scores = new int[blob.Header.Classes];
            for (int o = 0; o < head.OutChannels; o++)
            {
                int index = blob.ClassOf(o);
                if (index >= 0)
                {
                    scores[index] = PositiveSum(blob, head, o, padded) >> blob.Shift(head, o / ConvolutionRecord.Lanes);
                }
            }

            return scores;
        }

        private static int PositiveSum(Blob blob, ConvolutionRecord head, int o, Tensor padded)
        {
            int bias = blob.Bias(head, o);
            int sum = 0;
            for (int y = 0; y < padded.Height; y++)
            {
                for (int x = 0; x < padded.Width; x++)
                {
                    int value = Accumulate(blob, head, o, bias, padded, padded.At(y, x));
                    sum += value > 0 ? value : 0;
                }
            }

            return sum;
        }

        /// <summary>
        /// Bias and all products of one output value, in the order (ky, kx, ic). The kernel's first value lies at
        /// <paramref name="at"/> of the padded input.
        /// </summary>
        private static int Accumulate(Blob blob, ConvolutionRecord c, int o, int bias, Tensor padded, int at)
        {
            int row = padded.At(1, 0);
            int rowTaps = c.KernelWidth * c.InChannels;
            int weight = blob.WeightsAt(c, o);
            int sum = bias;
            for (int ky = 0; ky < c.KernelHeight; ky++)
            {
                sum = AccumulateRow(sum, blob.Weights, weight, padded.Values, at + (ky * row), rowTaps);
                weight += rowTaps * ConvolutionRecord.Lanes;
            }

            return sum;
        }

        /// <summary>Adds the products of one kernel row; saturates to 20 bits on each, as the ESP32-S3 does.</summary>
        private static int AccumulateRow(int sum, byte[] weights, int weight, sbyte[] values, int value, int taps)
        {
            for (int end = value + taps; value < end; value++)
            {
                sum += (sbyte)weights[weight] * values[value];
                weight += ConvolutionRecord.Lanes;
                if (sum > SaturationProof.Highest)
                {
                    sum = SaturationProof.Highest;
                }
                else if (sum < SaturationProof.Lowest)
                {
                    sum = SaturationProof.Lowest;
                }
            }

            return sum;
        }

        private static sbyte WindowMaximum(Tensor input, int channel, int top, int left, int kernel)
        {
            sbyte maximum = -128;
            for (int y = top; y < top + kernel; y++)
            {
                for (int x = left; x < left + kernel; x++)
                {
                    if (y >= 0 && y < input.Height && x >= 0 && x < input.Width)
                    {
                        sbyte value = input.Values[input.At(y, x) + channel];
                        maximum = value > maximum ? value : maximum;
                    }
                }
            }

            return maximum;
        }

        private static sbyte Clamp(int value, int lowest)
        {
            return (sbyte)(value > 127 ? 127 : value < lowest ? lowest : value);
        }
    }
}
