using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SqueezeNet.Embedded
{
    /// <summary>What stands between two convolutions, on 16 channels at a time.</summary>
    internal static unsafe class VectorPool
    {
        private const int Lanes = ConvolutionRecord.Lanes;

        /// <summary>One pooled row (SPEC 1.4).</summary>
        /// <param name="stage">Has the kernel and the width of mid.</param>
        /// <param name="mid">The first of mid's rows under the kernel.</param>
        /// <param name="rows">How many of them there are, at least 1.</param>
        /// <param name="pooled">Receives OutWidth * MidChannels bytes.</param>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public static void Row(StageRecord stage, sbyte* mid, int rows, sbyte* pooled)
        {
            int channels = stage.MidChannels;
            int width = stage.MidWidth;
            int kernel = stage.Pool.Kernel;
            int stride = stage.Pool.Stride;
            nint row = (nint)width * channels;
            int outputs = stage.OutWidth;
            int start = -stage.Pool.Pad;
            for (int x = 0; x < outputs; x++, start += stride)
            {
                int from = start > 0 ? start : 0;
                int columns = (start + kernel < width ? start + kernel : width) - from;
                sbyte* window = mid + ((nint)from * channels);
                for (int c = 0; c < channels; c += Lanes, window += Lanes, pooled += Lanes)
                {
                    Vector128<sbyte> best = Vector128.Load(window);
                    sbyte* line = window;
                    for (int y = rows; y > 0; y--, line += row)
                    {
                        sbyte* at = line;
                        for (int i = columns; i > 0; i--, at += channels)
                        {
                            best = Vector128.Max(best, Vector128.Load(at));
                        }
                    }

                    best.Store(pooled);
                }
            }
        }

        /// <summary>A bypass (SPEC 1.7): with u = q - zero, the sum clamped at 127 - zero.</summary>
        /// <param name="kept">What is added.</param>
        /// <param name="mid">Receives the sum.</param>
        /// <param name="bytes">A multiple of 16.</param>
        /// <param name="zero">Of all three tensors, 0 or -128.</param>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public static void Add(sbyte* kept, sbyte* mid, nint bytes, int zero)
        {
            Vector128<byte> sign = Vector128.Create((byte)zero);
            Vector128<byte> top = Vector128.Create((byte)(127 - zero));
            for (nint i = 0; i < bytes; i += Lanes)
            {
                Vector128<byte> a = Vector128.Load((byte*)kept + i) ^ sign;
                Vector128<byte> b = Vector128.Load((byte*)mid + i) ^ sign;
                ((Vector128.Min(a, top - b) + b) ^ sign).Store((byte*)mid + i);
            }
        }

        /// <summary>
        /// The taps of one row of conv1's outputs, side by side. Up to 15 bytes behind the last are spoilt, and up to
        /// 15 behind the image's last byte are read (<see cref="AlignedBytes.Slack"/>).
        /// </summary>
        /// <param name="conv">Conv1.</param>
        /// <param name="image">Where the first output's kernel begins.</param>
        /// <param name="imageRow">Bytes of a row of the image.</param>
        /// <param name="taps">Receives outputs * run bytes.</param>
        /// <param name="outputs">Of the row.</param>
        /// <param name="run">Bytes for each output, at least its taps; what is behind these meets weights of 0.</param>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public static void Gather(
            ConvolutionRecord conv, sbyte* image, nint imageRow, sbyte* taps, int outputs, int run)
        {
            int columns = 3 * conv.KernelWidth;
            int step = 3 * conv.Stride;
            int rows = conv.KernelHeight;
            for (int x = 0; x < outputs; x++, image += step, taps += run)
            {
                sbyte* from = image;
                sbyte* to = taps;
                for (int ky = rows; ky > 0; ky--, from += imageRow, to += columns)
                {
                    for (int i = 0; i < columns; i += Lanes)
                    {
                        Vector128.Load(from + i).Store(to + i);
                    }
                }
            }
        }
    }
}
