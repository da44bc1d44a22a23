using System;
using System.Numerics.Tensors;
using SqueezeNet.Embedded.Host.Float;

namespace SqueezeNet.Embedded.Host.Quantization;

/// <summary>
/// A tensor of one image in two bytes a value: to 11 bits, which is 70 dB, where quantization leaves 40.
/// </summary>
internal sealed class HalfPlane
{
    // The largest value becomes less than 2^15; a half holds all its bits down to 2^-14.
    private const int TopExponent = 14;

    private readonly (int Channels, int Height, int Width) shape;
    private readonly Half[] values;
    private readonly float unit;

    public HalfPlane(Plane plane)
    {
        shape = (plane.Channels, plane.Height, plane.Width);
        float largest = TensorPrimitives.MaxMagnitude<float>(plane.Values);
        unit = MathF.ScaleB(1, largest > 0 ? MathF.ILogB(largest) - TopExponent : 0);
        float[] scaled = new float[plane.Values.Length];
        TensorPrimitives.Multiply(plane.Values, 1 / unit, scaled);
        values = new Half[scaled.Length];
        TensorPrimitives.ConvertToHalf(scaled, values);
    }

    /// <summary>The tensor in floats.</summary>
    public Plane Open()
    {
        Plane plane = Plane.Unset(shape.Channels, shape.Height, shape.Width);
        TensorPrimitives.ConvertToSingle(values, plane.Values);
        TensorPrimitives.Multiply(plane.Values, unit, plane.Values);
        return plane;
    }
}
