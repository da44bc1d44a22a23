namespace SqueezeNet.Embedded.Host.Model;

/// <summary>A convolution with square or rectangular kernel, followed by ReLU.</summary>
/// <param name="Name">For people: the node's or layer's name in the source.</param>
/// <param name="OutChannels">Output channels.</param>
/// <param name="InChannels">Input channels.</param>
/// <param name="Geometry">Kernel size, stride and padding.</param>
/// <param name="Weights">[out][in][kernelHeight][kernelWidth].</param>
/// <param name="Bias">[out].</param>
public sealed record Convolution(
    string Name, int OutChannels, int InChannels, Geometry Geometry, float[] Weights, float[] Bias)
{
    /// <summary>Rows of the kernel.</summary>
    public int KernelHeight => Geometry.KernelHeight;

    /// <summary>Columns of the kernel.</summary>
    public int KernelWidth => Geometry.KernelWidth;

    /// <summary>Steps between outputs, in both directions.</summary>
    public int Stride => Geometry.Stride;

    /// <summary>Zero padding on all four sides.</summary>
    public int Pad => Geometry.Pad;
}
