namespace SqueezeNet.Embedded.Host.Float;

/// <summary>A rectified tensor of the fp32 network on one image, before its pool.</summary>
/// <param name="Tensor">
/// 2 t for the wide tensor t, conv1's being 0; 2 k + 1 for the squeezed one of Fire module k.
/// </param>
/// <param name="Input">What the tensor's module reads; the image for conv1.</param>
/// <param name="Values">The tensor.</param>
internal sealed record FloatStep(int Tensor, Plane Input, Plane Values);
