namespace SqueezeNet.Embedded.Host.Quantization;

/// <summary>How a tensor's bytes stand for real numbers: real = Scale * (q - Zero), q in Zero..127.</summary>
/// <param name="Zero">0 or -128 (SPEC 1.1).</param>
public readonly record struct Quantum(double Scale, int Zero)
{
    /// <summary>Greatest value of q - Zero: 127 or 255.</summary>
    public int Levels => 127 - Zero;
}
