namespace SqueezeNet.Embedded.Host.Quantization;

/// <summary>What lies around a convolution's input where its kernel reaches beyond it.</summary>
/// <param name="Integer">[in]: u of the integer network.</param>
/// <param name="Real">[in]: value of the fp32 network.</param>
internal sealed record Border(float[] Integer, float[] Real)
{
    /// <summary>Zeros in both networks.</summary>
    public static Border Zeros(int channels)
    {
        return new Border(new float[channels], new float[channels]);
    }
}
