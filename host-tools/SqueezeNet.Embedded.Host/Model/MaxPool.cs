namespace SqueezeNet.Embedded.Host.Model;

/// <summary>Max pooling; kernels are clipped at the border.</summary>
/// <param name="CeilMode">Whether a last, partly outside kernel is kept (torchvision and Caffe keep it).</param>
public sealed record MaxPool(int Kernel, int Stride, int Pad, bool CeilMode);
