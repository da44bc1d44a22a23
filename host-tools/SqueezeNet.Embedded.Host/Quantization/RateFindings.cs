namespace SqueezeNet.Embedded.Host.Quantization;

/// <summary>What was measured of a model so that bits can have a price.</summary>
/// <param name="Storage">What storing each tensor does, in the order of Float.FloatStep.Tensor.</param>
/// <param name="Sensitivities">
/// [convolution][out]: what noise in the convolutions' outputs does, in nats a mean square.
/// </param>
/// <param name="BitPrice">What a bit of packed weights may cost, in nats of divergence of the predictions.</param>
internal sealed record RateFindings(StorageNoise[] Storage, double[][] Sensitivities, double BitPrice);
