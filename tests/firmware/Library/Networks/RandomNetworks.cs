using System;
using System.Linq;

namespace SqueezeNet.Embedded.Tests.Firmware.Library.Networks;

/// <summary>Makes valid, provably safe networks of all shapes that SPEC allows.</summary>
public sealed class RandomNetworks
{
    private const int AccumulatorHigh = (1 << 19) - 1;
    private const int AccumulatorLow = -(1 << 19);

    private readonly Random random;

    private RandomNetworks(int seed)
    {
        random = new Random(seed);
    }

    /// <summary>A small network; the same seed gives the same one.</summary>
    public static TestNetwork Small(int seed)
    {
        return new RandomNetworks(seed).MakeSmall(seed % 4 == 1);
    }

    /// <summary>The shape of SqueezeNet v1.1 with random weights.</summary>
    public static TestNetwork SqueezeNet11(int size, int classes)
    {
        return new RandomNetworks(11).MakeSqueezeNet11(size, classes);
    }

    private TestNetwork MakeSmall(bool unmapped)
    {
        TestNetwork network = new()
        {
            Width = random.Next(8, 30),
            Height = random.Next(8, 30),
            Crop = (random.Next(1, 9), 8),
            Padding = [AnyByte(), AnyByte(), AnyByte()],
            Name = "small network",
            InPlace = random.Next(2) == 0,
            HasNoClassMap = unmapped,
            GoldenSeeds = [1, 77],
        };
        int count = random.Next(2, 5);
        for (int k = 0; k < count; k++)
        {
            network.Stages.Add(MakeStage(network, network.Stages.LastOrDefault(), k == count - 1));
        }

        return Finish(network);
    }

    private TestStage MakeStage(TestNetwork network, TestStage? previous, bool head)
    {
        int before = previous?.C.OutChannels ?? 3;
        bool bypass = previous is { MidChannels: >= 32 } && random.Next(2) == 0;
        (int small, int large) = bypass ? Split(previous!.MidChannels) : (Channels(), Channels());
        TestConvolution a = previous is null ? MakeConv1(network) : Convolution(before, small, 1, 1, 1, 0);
        TestConvolution? b = previous is null ? null : Convolution(before, large, 3, 3, 1, 1);
        int channels = a.OutChannels + (b?.OutChannels ?? 0);
        int midHeight = TestStage.Slide(previous?.OutHeight ?? network.Height, a.KernelHeight, a.Stride, a.Pad);
        int midWidth = TestStage.Slide(previous?.OutWidth ?? network.Width, a.KernelWidth, a.Stride, a.Pad);
        int kernel = random.Next(2) * random.Next(1, Math.Min(5, Math.Min(midHeight, midWidth) + 1));
        TestStage stage = new()
        {
            A = a,
            B = b,
            C = Convolution(channels, Channels(), 1, 1, 1, head ? random.Next(3) : 0),
            PoolKernel = kernel,
            PoolStride = kernel == 0 ? 0 : random.Next(1, Math.Min(kernel, 2) + 1),
            PoolPad = kernel == 0 ? 0 : random.Next(0, kernel),
            PoolOneMore = random.Next(2) == 0,
            InHeight = previous?.OutHeight ?? network.Height,
            InWidth = previous?.OutWidth ?? network.Width,
            Adds = bypass,
        };
        if (bypass)
        {
            previous!.Keeps = true;
        }

        FillStage(stage, previous, head);
        return stage;
    }

    /// <summary>Channels of two expand convolutions that are stored as so many together.</summary>
    private (int Small, int Large) Split(int stored)
    {
        int first = 16 * random.Next(1, stored / 16);
        return (first - random.Next(16), stored - first - random.Next(16));
    }

    private TestConvolution MakeConv1(TestNetwork network)
    {
        int kernelHeight = random.Next(1, Math.Min(8, network.Height));
        int kernelWidth = random.Next(1, Math.Min(8, network.Width));
        int pad = random.Next(0, Math.Min(kernelHeight, kernelWidth));
        return Convolution(3, Channels(), kernelHeight, kernelWidth, random.Next(1, 4), pad);
    }

    private TestNetwork MakeSqueezeNet11(int size, int classes)
    {
        TestNetwork network = new() { Width = size, Height = size, Crop = (224, 256), Name = "squeezenet v1.1 shape" };
        int[] squeeze = [16, 16, 32, 32, 48, 48, 64, 64];
        int[] expand = [64, 64, 128, 128, 192, 192, 256, 256];
        AddStage(network, null, Convolution(3, 64, 3, 3, 2, 0), null, squeeze[0], true);
        for (int i = 0; i < 8; i++)
        {
            TestConvolution a = Convolution(squeeze[i], expand[i], 1, 1, 1, 0);
            TestConvolution b = Convolution(squeeze[i], expand[i], 3, 3, 1, 1);
            int next = i == 7 ? classes : squeeze[i + 1];
            AddStage(network, network.Stages[^1], a, b, next, i is 1 or 3);
        }

        return Finish(network);
    }

    private void AddStage(
        TestNetwork network, TestStage? before, TestConvolution a, TestConvolution? b, int next, bool pool)
    {
        TestStage stage = new()
        {
            A = a,
            B = b,
            C = Convolution(a.OutChannels + (b?.OutChannels ?? 0), next, 1, 1, 1, 0),
            PoolKernel = pool ? 3 : 0,
            PoolStride = pool ? 2 : 0,
            PoolCeil = true,
        };
        FillStage(stage, before, network.Stages.Count == 8);
        network.Stages.Add(stage);
    }

    private TestNetwork Finish(TestNetwork network)
    {
        network.ClassMap =
            [.. Enumerable.Range(0, network.Head.Used).OrderBy(o => network.HasNoClassMap ? o : random.Next())];
        network.Labels = [.. Enumerable.Range(0, network.Head.Used).Select(i => i % 5 == 3 ? "" : $"Klasse {i} ä")];
        network.ConnectStages();
        foreach (TestStage stage in network.Stages)
        {
            stage.Band = random.Next(1, stage.MidHeight + 1);
        }

        return network;
    }

    private void FillStage(TestStage stage, TestStage? before, bool head)
    {
        sbyte zeroIn = before is null ? (sbyte)-128 : before.C.ZeroOut;
        sbyte zeroMid = stage.Adds ? before!.A.ZeroOut : AnyZero();
        stage.A.ZeroOut = zeroMid;
        stage.C.ZeroOut = head ? (sbyte)0 : AnyZero();
        Fill(stage.A, zeroIn);
        if (stage.B is not null)
        {
            stage.B.ZeroOut = zeroMid;
            Fill(stage.B, zeroIn);
        }

        Fill(stage.C, zeroMid);
    }

    private void Fill(TestConvolution c, sbyte zeroIn)
    {
        c.ZeroIn = zeroIn;
        for (int group = 0; group < c.Shift.Length; group++)
        {
            int first = group * 16;
            int used = Math.Min(16, c.Used - first);
            for (int o = first; o < first + used; o++)
            {
                FillWeights(c, WeightsOf(c, o));
            }

            c.Shift[group] = (byte)(random.Next(3) == 0 ? random.Next(0, 13) : FittingShift(WeightsOf(c, first)));
            for (int o = first; o < first + 16; o++)
            {
                c.Bias[o] = o < first + used ? Bias(c, o) : c.ZeroOut << c.Shift[group];
            }
        }
    }

    /// <summary>Weights as large as the proof allows, or smaller.</summary>
    private void FillWeights(TestConvolution c, Span<sbyte> weights)
    {
        int size = random.Next(1, 128);
        long range;
        do
        {
            foreach (ref sbyte weight in weights)
            {
                weight = (sbyte)random.Next(-size, size + 1);
            }

            (long low, long high) = Range(c, weights);
            range = high - low;
            size -= (size + 3) / 4;
        }
        while (range > AccumulatorHigh - AccumulatorLow);
    }

    /// <summary>Mostly a bias that centres the output; sometimes one at either limit of the proof.</summary>
    private int Bias(TestConvolution c, int o)
    {
        Span<sbyte> weights = WeightsOf(c, o);
        (long low, long high) = Range(c, weights);
        (int lowest, int highest) = ((int)(AccumulatorLow - low), (int)(AccumulatorHigh - high));
        long sum = 0;
        foreach (sbyte weight in weights)
        {
            sum += weight;
        }

        int shift = c.Shift[o / 16];
        long centre = (((c.ZeroOut + random.Next(128)) / 2) << shift) - (sum * (c.ZeroIn + 64) / 2);
        return random.Next(12) switch
        {
            0 => lowest,
            1 => highest,
            _ => (int)Math.Clamp(centre, lowest, highest),
        };
    }

    /// <summary>The shift that brings the usual spread of sums to the spread of a byte.</summary>
    private static int FittingShift(Span<sbyte> weights)
    {
        double squares = 0;
        foreach (sbyte weight in weights)
        {
            squares += weight * weight;
        }

        return Math.Clamp((int)Math.Round(Math.Log2(1 + Math.Sqrt(squares))), 0, 12);
    }

    private static (long Low, long High) Range(TestConvolution c, Span<sbyte> weights)
    {
        (long low, long high) = (0, 0);
        foreach (sbyte weight in weights)
        {
            low += Math.Min(127 * weight, c.ZeroIn * weight);
            high += Math.Max(127 * weight, c.ZeroIn * weight);
        }

        return (low, high);
    }

    private static Span<sbyte> WeightsOf(TestConvolution c, int o)
    {
        return c.Weights.AsSpan(o * c.Taps, c.Taps);
    }

    private static TestConvolution Convolution(int inChannels, int used, int height, int width, int stride, int pad)
    {
        return new TestConvolution(inChannels, used, height, width, stride, pad);
    }

    private int Channels()
    {
        return random.Next(1, 49);
    }

    private sbyte AnyZero()
    {
        return random.Next(2) == 0 ? (sbyte)0 : (sbyte)-128;
    }

    private sbyte AnyByte()
    {
        return (sbyte)random.Next(-128, 128);
    }
}
