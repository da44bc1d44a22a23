namespace SqueezeNet.Embedded.Host.Model;

/// <summary>How a convolution's kernel moves over its input.</summary>
/// <param name="KernelHeight">Rows of the kernel.</param>
/// <param name="KernelWidth">Columns of the kernel.</param>
/// <param name="Stride">Steps between outputs, in both directions.</param>
/// <param name="Pad">Zero padding on all four sides.</param>
public sealed record Geometry(int KernelHeight, int KernelWidth, int Stride, int Pad);
