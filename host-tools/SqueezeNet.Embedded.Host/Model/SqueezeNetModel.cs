using System.Collections.Generic;

namespace SqueezeNet.Embedded.Host.Model;

/// <summary>A trained SqueezeNet in fp32, whatever file it came from. Conv1's input channels are R, G, B.</summary>
/// <param name="Name">Short name, at most 31 bytes of UTF-8: it ends up in the blob's header.</param>
/// <param name="Labels">One per class, or empty when the source names none.</param>
public sealed record SqueezeNetModel(
    string Name,
    ModelSource Source,
    InputSpec Input,
    Convolution Conv1,
    MaxPool? Pool1,
    IReadOnlyList<Fire> Fires,
    Convolution Conv10,
    IReadOnlyList<string> Labels)
{
    /// <summary>Number of classes.</summary>
    public int Classes => Conv10.OutChannels;
}

/// <summary>Where the weights came from.</summary>
/// <param name="Format">For example "onnx" or "deep-compression".</param>
/// <param name="Sha256">Lower-case hexadecimal SHA-256 of the file named by <paramref name="Path"/>.</param>
public sealed record ModelSource(string Path, string Format, string Sha256);

/// <summary>How a picture becomes conv1's input: real = (pixel - Mean[c]) / Std[c], pixel in 0..255.</summary>
/// <param name="ResizeTo">
/// The shorter side is resized to this many pixels before the centre is cropped to Width x Height
/// (256 for ImageNet models; equal to the input size when nothing is cropped away).
/// </param>
/// <param name="Mean">Three values, in R, G, B order, in units of pixel values.</param>
/// <param name="Std">Three values, in R, G, B order, in units of pixel values.</param>
public sealed record InputSpec(int Width, int Height, int ResizeTo, float[] Mean, float[] Std);

/// <summary>A convolution with square or rectangular kernel, followed by ReLU.</summary>
/// <param name="Weights">[out][in][kernelHeight][kernelWidth].</param>
/// <param name="Bias">[out].</param>
/// <param name="Pad">Zero padding on all four sides.</param>
public sealed record Convolution(
    string Name,
    int OutChannels,
    int InChannels,
    int KernelHeight,
    int KernelWidth,
    int Stride,
    int Pad,
    float[] Weights,
    float[] Bias);

/// <summary>Max pooling; windows are clipped at the border.</summary>
/// <param name="CeilMode">Whether a last, partly outside window is kept (torchvision and Caffe keep it).</param>
public sealed record MaxPool(int Kernel, int Stride, int Pad, bool CeilMode);

/// <summary>
/// squeeze (1x1) -> { expand1x1, expand3x3 (pad 1) } -> concatenation -> optional bypass -> optional pool.
/// </summary>
/// <param name="HasBypass">Whether the module's input, of the same shape, is added to the concatenation.</param>
public sealed record Fire(
    string Name,
    Convolution Squeeze,
    Convolution Expand1x1,
    Convolution Expand3x3,
    MaxPool? PoolAfter,
    bool HasBypass = false)
{
    /// <summary>Channels of the concatenation.</summary>
    public int OutChannels => Expand1x1.OutChannels + Expand3x3.OutChannels;
}
