using SqueezeNet.Embedded.Host.Float;

namespace SqueezeNet.Embedded.Host.Quantization;

/// <summary>
/// One calibration image at the current tensor, in the fp32 network and in the integer network. Hundreds are held at
/// once: three bytes a value.
/// </summary>
internal sealed class Shadow
{
    private readonly HalfPlane real;
    private readonly (int Channels, int Height, int Width) shape;
    private readonly byte[] integers;

    public Shadow(HalfPlane real, Plane integers)
    {
        this.real = real;
        shape = (integers.Channels, integers.Height, integers.Width);
        this.integers = new byte[integers.Values.Length];
        for (int i = 0; i < this.integers.Length; i++)
        {
            this.integers[i] = (byte)integers.Values[i];
        }
    }

    /// <summary>The fp32 network's values.</summary>
    public Plane Real()
    {
        return real.Open();
    }

    /// <summary>u = q - z, 0..255.</summary>
    public Plane Integers()
    {
        Plane plane = Plane.Unset(shape.Channels, shape.Height, shape.Width);
        for (int i = 0; i < integers.Length; i++)
        {
            plane.Values[i] = integers[i];
        }

        return plane;
    }
}
