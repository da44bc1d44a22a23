namespace SqueezeNet.Embedded.Host.Training.Heads;

/// <summary>A last convolution, 1x1: score of a class = mean over the map of ReLU(weights * features + bias).</summary>
/// <param name="Weights">[class][channel].</param>
/// <param name="Bias">[class].</param>
internal sealed record Head(int Classes, int Channels, float[] Weights, float[] Bias);
