namespace SqueezeNet.Embedded.Host.Import.Recognition;

/// <summary>A place in the network: the tensor there and its shape.</summary>
/// <param name="Order">
/// When not null, the next convolution's input channel i of the model is channel Order[i] of the file.
/// </param>
internal sealed record Cursor(string Tensor, int Channels, int Height, int Width, int[]? Order = null);
