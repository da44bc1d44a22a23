using System;

namespace SqueezeNet.Embedded.Tests.Firmware.Library.Networks;

/// <summary>
/// SPEC 1 once more, on the test network instead of the blob, with plain 64-bit sums and explicit borders: two
/// transcriptions that agree are less likely to share a mistake.
/// </summary>
public static class PlainArithmetic
{
    public static int[] Scores(TestNetwork network, RowSource image)
    {
        int[,,] tensor = ReadImage(network, image);
        int[,,] kept = new int[0, 0, 0];
        int[] scores = [];
        foreach (TestStage stage in network.Stages)
        {
            bool first = stage.B is null;
            int zero = stage.A.ZeroIn;
            int[,,] mid = new int[stage.MidHeight, stage.MidWidth, stage.MidChannels];
            Convolve(stage.A, tensor, c => first ? network.Padding[c] : zero, mid, 0);
            if (stage.B is not null)
            {
                Convolve(stage.B, tensor, _ => zero, mid, stage.A.OutChannels);
            }

            if (stage.Adds)
            {
                Add(mid, kept, stage.A.ZeroOut);
            }

            int[,,] pooled = stage.PoolKernel > 0 ? Pool(stage, mid) : mid;
            kept = pooled;
            if (stage.C == network.Head)
            {
                scores = Average(network, pooled);
            }

            tensor = new int[stage.OutHeight, stage.OutWidth, stage.C.OutChannels];
            Convolve(stage.C, pooled, _ => stage.C.ZeroIn, tensor, 0);
        }

        return scores;
    }

    private static int[,,] ReadImage(TestNetwork network, RowSource image)
    {
        int[,,] tensor = new int[network.Height, network.Width, 3];
        sbyte[] row = new sbyte[3 * network.Width];
        for (int y = 0; y < network.Height; y++)
        {
            image.Read(y, row);
            for (int i = 0; i < row.Length; i++)
            {
                tensor[y, i / 3, i % 3] = row[i];
            }
        }

        return tensor;
    }

    private static long Sum(TestConvolution c, int o, int[,,] input, Func<int, int> border, int top, int left)
    {
        long sum = c.Bias[o];
        int weight = o * c.Taps;
        for (int y = top; y < top + c.KernelHeight; y++)
        {
            for (int x = left; x < left + c.KernelWidth; x++)
            {
                bool inside = y >= 0 && x >= 0 && y < input.GetLength(0) && x < input.GetLength(1);
                for (int i = 0; i < c.InChannels; i++)
                {
                    sum += (long)c.Weights[weight++] * (inside ? input[y, x, i] : border(i));
                }
            }
        }

        return sum;
    }

    private static void Convolve(TestConvolution c, int[,,] input, Func<int, int> border, int[,,] output, int channel)
    {
        for (int y = 0; y < output.GetLength(0); y++)
        {
            for (int x = 0; x < output.GetLength(1); x++)
            {
                for (int o = 0; o < c.OutChannels; o++)
                {
                    long sum = Sum(c, o, input, border, (y * c.Stride) - c.Pad, (x * c.Stride) - c.Pad);
                    double scaled = Math.Floor(sum / Math.Pow(2, c.Shift[o / 16]));
                    output[y, x, channel + o] = (int)Math.Clamp(scaled, c.ZeroOut, 127);
                }
            }
        }
    }

    /// <summary>In real steps above the zero point, of which there are 127 or 255.</summary>
    private static void Add(int[,,] sum, int[,,] skip, int zero)
    {
        for (int y = 0; y < sum.GetLength(0); y++)
        {
            for (int x = 0; x < sum.GetLength(1); x++)
            {
                for (int c = 0; c < sum.GetLength(2); c++)
                {
                    sum[y, x, c] = zero + Math.Min(127 - zero, (sum[y, x, c] - zero) + (skip[y, x, c] - zero));
                }
            }
        }
    }

    private static int[,,] Pool(TestStage stage, int[,,] input)
    {
        int[,,] output = new int[stage.OutHeight, stage.OutWidth, stage.MidChannels];
        for (int y = 0; y < stage.OutHeight; y++)
        {
            for (int x = 0; x < stage.OutWidth; x++)
            {
                int top = (y * stage.PoolStride) - stage.PoolPad;
                int left = (x * stage.PoolStride) - stage.PoolPad;
                for (int c = 0; c < stage.MidChannels; c++)
                {
                    int best = int.MinValue;
                    for (int i = Math.Max(0, top); i < Math.Min(stage.MidHeight, top + stage.PoolKernel); i++)
                    {
                        for (int j = Math.Max(0, left); j < Math.Min(stage.MidWidth, left + stage.PoolKernel); j++)
                        {
                            best = Math.Max(best, input[i, j, c]);
                        }
                    }

                    output[y, x, c] = best;
                }
            }
        }

        return output;
    }

    private static int[] Average(TestNetwork network, int[,,] input)
    {
        TestConvolution head = network.Head;
        int[] scores = new int[head.Used];
        for (int o = 0; o < head.Used; o++)
        {
            long sum = 0;
            for (int y = -head.Pad; y < input.GetLength(0) + head.Pad; y++)
            {
                for (int x = -head.Pad; x < input.GetLength(1) + head.Pad; x++)
                {
                    sum += Math.Max(0, Sum(head, o, input, _ => head.ZeroIn, y, x));
                }
            }

            scores[network.ClassMap[o]] = (int)(sum >> head.Shift[o / 16]);
        }

        return scores;
    }
}
