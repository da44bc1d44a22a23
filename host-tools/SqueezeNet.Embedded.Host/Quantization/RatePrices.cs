using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Quantization;

/// <summary>What a bit may cost in accuracy, for every convolution of a model.</summary>
internal sealed class RatePrices
{
    private readonly Dictionary<Convolution, RatePrice> prices;

    /// <summary>Prices all convolutions.</summary>
    /// <param name="conv1">Stands for the model's.</param>
    /// <param name="gradients">[convolution][out]: squared gradients, averaged over images.</param>
    /// <param name="bit">Price of a bit, in nats of Kullback-Leibler divergence.</param>
    public RatePrices(SqueezeNetModel model, Convolution conv1, double[][] gradients, double bit)
    {
        IEnumerable<Convolution> convolutions =
            [conv1, .. model.Fires.SelectMany(f => new[] { f.Squeeze, f.Expand1x1, f.Expand3x3 }), model.Conv10];
        prices = new Dictionary<Convolution, RatePrice>(
            convolutions.Zip(
                gradients,
                (c, g) => KeyValuePair.Create(c, RatePrice.Of(bit, g, ReferenceEquals(c, model.Conv10)))),
            ReferenceEqualityComparer.Instance);
    }

    /// <summary>Price of a convolution's bits.</summary>
    public RatePrice Of(Convolution convolution)
    {
        return prices[convolution];
    }
}
