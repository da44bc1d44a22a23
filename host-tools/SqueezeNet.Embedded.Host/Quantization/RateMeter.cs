using System;
using System.Collections.Generic;
using SqueezeNet.Embedded.Host.Float;

namespace SqueezeNet.Embedded.Host.Quantization;

/// <summary>Counts what the coder of packed weights (SPEC 4.2) would code, context by context.</summary>
internal sealed class RateMeter : BitCoder
{
    private readonly WeightModel model;
    private readonly Dictionary<ushort[], long[]> ones = [];
    private readonly Dictionary<ushort[], long[]> all = [];

    private RateMeter(WeightModel model)
    {
        this.model = model;
        foreach (ushort[] probabilities in new[] { model.Sizes, model.Mantissas, model.Signs })
        {
            ones[probabilities] = new long[probabilities.Length];
            all[probabilities] = new long[probabilities.Length];
        }
    }

    /// <summary>Level of each weight, in the order of the weights space.</summary>
    public List<byte> Levels { get; } = [];

    /// <summary>Takes the coder's way through a convolution.</summary>
    /// <param name="stored">Its weights as they will lie, input channels in any order.</param>
    public static RateMeter Measure(StoredConvolution stored)
    {
        WeightsWalk walk = new(stored.Weights);
        RateMeter meter = new(walk.Model);
        Model.Convolution shape = stored.Source.Shape;
        int groups = stored.OutChannels / ConvolutionRecord.Lanes;
        walk.Code(meter, 0, groups, shape.KernelHeight, shape.KernelWidth, stored.InChannels);
        return meter;
    }

    /// <summary>Cost in bits of going on to another bit of magnitude (or of stopping) at a level.</summary>
    public double Size(int level, int bits, bool more)
    {
        long oneAnywhere = 0;
        long anywhere = 0;
        for (int l = 0; l < WeightModel.Levels; l++)
        {
            oneAnywhere += ones[model.Sizes][(l * 8) + bits];
            anywhere += all[model.Sizes][(l * 8) + bits];
        }

        // Levels that are rare lean on the others.
        double usual = (oneAnywhere + 0.5) / (anywhere + 1);
        int at = (level * 8) + bits;
        return Cost((ones[model.Sizes][at] + (4 * usual)) / (all[model.Sizes][at] + 4), more);
    }

    /// <summary>Cost in bits of a bit of the mantissa.</summary>
    public double Mantissa(int node, bool one)
    {
        return Cost((ones[model.Mantissas][node] + 1.0) / (all[model.Mantissas][node] + 2), one);
    }

    /// <summary>Mean cost in bits of a sign.</summary>
    public double Sign()
    {
        double bits = 1;
        double count = 1;
        for (int at = 0; at < model.Signs.Length; at++)
        {
            double p = (ones[model.Signs][at] + 1.0) / (all[model.Signs][at] + 2);
            bits += (ones[model.Signs][at] * Cost(p, true))
                + ((all[model.Signs][at] - ones[model.Signs][at]) * Cost(p, false));
            count += all[model.Signs][at];
        }

        return bits / count;
    }

    /// <inheritdoc/>
    public override int Code(ushort[] probabilities, int at, int bit)
    {
        ones[probabilities][at] += bit;
        all[probabilities][at]++;
        if (probabilities == model.Sizes && at % 8 == 0)
        {
            Levels.Add((byte)(at / 8));
        }

        return bit;
    }

    /// <inheritdoc/>
    protected override int Code(uint one, int bit)
    {
        return bit;
    }

    private static double Cost(double one, bool bit)
    {
        return -FixedOrder.Log2(bit ? one : 1 - one);
    }
}
