using System.Threading;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Quantization;

/// <summary>The convolutions that make a tensor, and what is known of them before their scales are chosen.</summary>
/// <param name="Name">For people.</param>
/// <param name="Convolutions">One after the other they make the tensor's channels.</param>
/// <param name="Statistics">Of the tensor and of the convolutions' input.</param>
/// <param name="Input">How their input is stored.</param>
/// <param name="Prices">Of the bits that packed weights take; null if they cost nothing.</param>
/// <param name="Cancellation">Stops the work on them.</param>
internal sealed record TensorMakers(
    string Name,
    Convolution[] Convolutions,
    LayerStatistics Statistics,
    Quantum Input,
    RatePrices? Prices,
    CancellationToken Cancellation)
{
    /// <summary>Groups the channels of every convolution.</summary>
    /// <param name="reference">The weight scale at grid index 0, real per step.</param>
    /// <param name="order">The tensor's channels as they must be stored, null to choose.</param>
    public Grouping[] Group(double reference, int[]? order)
    {
        int first = 0;
        Grouping[] groupings = new Grouping[Convolutions.Length];
        for (int i = 0; i < groupings.Length; i++)
        {
            Convolution c = Convolutions[i];
            ChannelErrors errors = new(c, Statistics.Moments[i], Input, reference, Prices?.Of(c), Cancellation);
            groupings[i] = new Grouping(
                errors, c.OutChannels, order is null ? null : SharedOrder.Part(order, first, c));
            first += c.OutChannels;
        }

        return groupings;
    }
}
