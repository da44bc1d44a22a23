using System;

namespace SqueezeNet.Embedded.Tests.Firmware.Library.Networks;

/// <summary>
/// A network small enough to compute by hand. For an image of the constant pixel (28, 0, 255), q = (-100, -128, 127):
/// <code>
/// conv1      channel 0: w = 2 on red, n = 1, z_out = 0:  (257 - 200) >> 1 = 28
/// squeeze    channel 0: w = 3, n = 0, z_out = -128:      3 * 28 - 123     = -39      (real 89)
/// expand1x1  channel 0: w = 1, n = 0, z_out = 0:         128 - 39         = 89
/// expand3x3  channel 0: w = 1 nine times, n = 3, padding -128:
///            inside  (1156 - 9 * 39) >> 3                                 = 100
///            edge    (1156 - 6 * 39 - 3 * 128) >> 3                       = 67
///            corner  (1156 - 4 * 39 - 5 * 128) >> 3                       = 45
/// head       channel 0: w = 1 on expand1x1, b = -80:     64 * 9 = 576,    >> 2 = 144
///            channel 1: w = 1 on expand3x3, b = -50:     36 * 50 + 24 * 17 + 4 * 0 = 2208, >> 2 = 552
/// </code>
/// </summary>
public static class HandMadeNetwork
{
    /// <summary>The scores that follow: channel 1 of the head is class 0.</summary>
    public static readonly int[] Scores = [552, 144];

    /// <summary>The pixel for which they hold.</summary>
    public static readonly byte[] Pixel = [28, 0, 255];

    public static TestNetwork Make()
    {
        TestNetwork network = new() { Name = "hand", ClassMap = [1, 0], Labels = ["cat", "dog"], GoldenSeeds = [1] };
        TestConvolution conv1 = Make(3, 1, 1, -128, 0, 1);
        conv1.Weights[0] = 2;
        conv1.Bias[0] = 257;
        TestConvolution squeeze = Make(16, 1, 1, 0, -128, 0);
        squeeze.Weights[0] = 3;
        squeeze.Bias[0] = -123;
        network.Stages.Add(new TestStage { A = conv1, C = squeeze });

        TestConvolution expand1x1 = Make(16, 1, 1, -128, 0, 0);
        expand1x1.Weights[0] = 1;
        expand1x1.Bias[0] = 128;
        TestConvolution expand3x3 = Make(16, 1, 3, -128, 0, 3);
        for (int tap = 0; tap < 9; tap++)
        {
            expand3x3.Weights[16 * tap] = 1;
        }

        expand3x3.Bias[0] = 1156;
        TestConvolution head = Make(32, 2, 1, 0, 0, 2);
        head.Weights[0] = 1;
        head.Bias[0] = -80;
        head.Weights[32 + 16] = 1;
        head.Bias[1] = -50;
        network.Stages.Add(new TestStage { A = expand1x1, B = expand3x3, C = head });
        return network;
    }

    /// <summary>
    /// The same with a bypass: the expand convolutions' outputs, above zero, are 89 and 100 (67 at the edges, 45 in the
    /// corners) as before. A second Fire module makes 50 and 40 of any input, to which the former are added: 139 and
    /// 140 (107, 85), of which 127 remain where the zero point is 0. The head's weights and biases are the old ones.
    /// </summary>
    public static TestNetwork WithBypass(sbyte zero)
    {
        TestNetwork network = Make();
        TestStage last = network.Stages[1];
        network.Stages.RemoveAt(1);
        network.Stages.Add(
            new TestStage
            {
                A = Above(last.A, zero),
                B = Above(last.B!, zero),
                C = Constant(32, zero, 0, 0),
                Keeps = true,
            });
        TestConvolution head = last.C;
        head.ZeroIn = zero;
        (head.Bias[0], head.Bias[1]) = (-80 - zero, -50 - zero);
        network.Stages.Add(
            new TestStage { A = Constant(16, 0, zero, 50), B = Constant3x3(zero, 40), C = head, Adds = true });
        return network;
    }

    /// <summary>The scores of <see cref="WithBypass"/>.</summary>
    public static int[] BypassScores(sbyte zero)
    {
        int top = 127 - zero;
        int small = 64 * (Math.Min(top, 89 + 50) - 80);
        int inner = Math.Min(top, 100 + 40) - 50;
        int large = (36 * inner) + (24 * (67 + 40 - 50)) + (4 * (45 + 40 - 50));
        return [large >> 2, small >> 2];
    }

    /// <summary>A convolution whose real outputs stay what they were over zero 0.</summary>
    private static TestConvolution Above(TestConvolution c, sbyte zero)
    {
        c.ZeroOut = zero;
        for (int o = 0; o < c.OutChannels; o++)
        {
            c.Bias[o] += zero << c.Shift[0];
        }

        return c;
    }

    /// <summary>A convolution that makes a real constant in channel 0 and 0 in the others.</summary>
    private static TestConvolution Constant(int inChannels, sbyte zeroIn, sbyte zeroOut, int value)
    {
        TestConvolution c = Make(inChannels, 1, 1, zeroIn, zeroOut, 0);
        c.Bias[0] += value;
        return c;
    }

    private static TestConvolution Constant3x3(sbyte zeroOut, int value)
    {
        TestConvolution c = Make(16, 1, 3, 0, zeroOut, 0);
        c.Bias[0] += value;
        return c;
    }

    /// <summary>A frame of the constant pixel.</summary>
    public static Frame MakeFrame(int width, int height)
    {
        byte[] pixels = new byte[3 * width * height];
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = Pixel[i % 3];
        }

        return new Frame(pixels, width, height, PixelFormat.Rgb888);
    }

    private static TestConvolution Make(int inChannels, int used, int kernel, sbyte zeroIn, sbyte zeroOut, byte shift)
    {
        TestConvolution c = new(inChannels, used, kernel, kernel, 1, kernel / 2) { ZeroIn = zeroIn, ZeroOut = zeroOut };
        c.Shift[0] = shift;
        Array.Fill(c.Bias, zeroOut << shift);
        return c;
    }
}
