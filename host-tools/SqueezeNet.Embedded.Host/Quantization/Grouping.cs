using System;
using System.Linq;

namespace SqueezeNet.Embedded.Host.Quantization;

/// <summary>
/// A convolution's output channels in groups of 16 of like weight scale, and each group's best shift for a given output
/// scale.
/// </summary>
internal sealed class Grouping
{
    private const int Lanes = ConvolutionRecord.Lanes;

    private readonly ChannelErrors errors;

    /// <summary>Groups the channels in a given order, or sorted by the scale each would choose.</summary>
    public Grouping(ChannelErrors errors, int channels, int[]? order)
    {
        this.errors = errors;
        Order = order ?? Enumerable.Range(0, channels)
            .Select(o => (Channel: o, Scale: errors.Preferred(o)))
            .OrderBy(pair => pair.Scale)
            .ThenBy(pair => pair.Channel)
            .Select(pair => pair.Channel)
            .ToArray();
    }

    /// <summary>Channels in stored order.</summary>
    public int[] Order { get; }

    public int Groups => (Order.Length + Lanes - 1) / Lanes;

    /// <summary>
    /// Expected squared error per channel, best shifts; infinite if a group may saturate at every shift.
    /// </summary>
    /// <param name="step">The output scale, in grid steps from the reference.</param>
    /// <param name="limited">Whether accumulators can saturate.</param>
    public double Error(int step, int zeroOut, bool limited = true)
    {
        double sum = 0;
        for (int g = 0; g < Groups; g++)
        {
            sum += BestShift(g, step, zeroOut, limited).Error;
        }

        return sum / Order.Length;
    }

    /// <summary>
    /// Shifts of all groups, in stored order, and what they would be without the accumulator's limit.
    /// </summary>
    public GroupReport[] Choose(int step, int zeroOut)
    {
        return Enumerable.Range(0, Groups)
            .Select(g => new GroupReport(
                BestShift(g, step, zeroOut, true).Shift, BestShift(g, step, zeroOut, false).Shift))
            .ToArray();
    }

    /// <summary>Shift of every channel.</summary>
    public int[] Shifts(GroupReport[] groups)
    {
        int[] shifts = new int[Order.Length];
        for (int i = 0; i < Order.Length; i++)
        {
            shifts[Order[i]] = groups[i / Lanes].Shift;
        }

        return shifts;
    }

    /// <summary>Weight scale of a shift.</summary>
    public double Scale(int step, int shift)
    {
        return errors.Scale(step - (shift * ChannelErrors.PerOctave));
    }

    private (int Shift, double Error) BestShift(int group, int step, int zeroOut, bool limited)
    {
        (int Shift, double Error) best = (0, double.PositiveInfinity);
        for (int n = 0; n <= 12; n++)
        {
            double error = 0;
            foreach (int o in Order.AsSpan(group * Lanes, Math.Min(Lanes, Order.Length - (group * Lanes))))
            {
                error += errors.Error(o, step - (n * ChannelErrors.PerOctave), n, zeroOut, limited);
            }

            if (error < best.Error)
            {
                best = (n, error);
            }
        }

        return best;
    }
}
