namespace SqueezeNet.Embedded.Host.Model;

/// <summary>How an image becomes conv1's input: real = (pixel - Mean[c]) / Std[c], pixel in 0..255.</summary>
/// <param name="ResizeTo">
/// The shorter side is resized to this many pixels before the centre is cropped to Width x Height
/// (256 for ImageNet models; equal to the input size when nothing is cropped away).
/// </param>
/// <param name="Mean">Three values, in R, G, B order, in units of pixel values.</param>
/// <param name="Std">Three values, in R, G, B order, in units of pixel values.</param>
public sealed record InputSpec(int Width, int Height, int ResizeTo, float[] Mean, float[] Std);
