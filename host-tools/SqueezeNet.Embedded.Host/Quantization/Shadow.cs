using SqueezeNet.Embedded.Host.Float;

namespace SqueezeNet.Embedded.Host.Quantization;

/// <summary>One calibration image at the current tensor, in the fp32 network and in the integer network.</summary>
internal sealed class Shadow
{
    private readonly Plane real;
    private readonly byte[] integers;

    public Shadow(Plane real, Plane integers)
    {
        this.real = real;
        // A byte a value: hundreds of images are held at once.
        this.integers = new byte[integers.Values.Length];
        for (int i = 0; i < this.integers.Length; i++)
        {
            this.integers[i] = (byte)integers.Values[i];
        }
    }

    public Plane Real => real;

    /// <summary>u = q - z, 0..255.</summary>
    public Plane Integers()
    {
        Plane plane = new(real.Channels, real.Height, real.Width);
        for (int i = 0; i < integers.Length; i++)
        {
            plane.Values[i] = integers[i];
        }

        return plane;
    }
}
