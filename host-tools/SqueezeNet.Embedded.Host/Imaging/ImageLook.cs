using System;
using System.Linq;
using System.Numerics.Tensors;

namespace SqueezeNet.Embedded.Host.Imaging;

/// <summary>
/// An image in 16 x 16 means of brightness: the same for a copy in another format, quality or size, another one for
/// another scene. docs/images.md says how the limits were chosen.
/// </summary>
internal sealed class ImageLook
{
    private const int Side = 16;

    // Of 255. Copies down to 64 pixels and a quality of 30 differ by 6, other photographs by 12.9.
    private const double MostDifference = 8;

    // One minus the correlation. The same copies 0.043, other photographs 0.1, and those by more than 30 of 255.
    private const double MostDecorrelation = 0.05;

    // Below this deviation there is nothing but noise to correlate.
    private const double Flat = 2;
    private const double MostFlatDifference = 1;

    private readonly float[] means;
    private readonly float[] centred;
    private readonly double deviation;

    private ImageLook(float[] means)
    {
        this.means = means;
        float mean = TensorPrimitives.Sum<float>(means) / means.Length;
        centred = Array.ConvertAll(means, value => value - mean);
        deviation = Math.Sqrt(TensorPrimitives.SumOfSquares<float>(centred) / means.Length);
    }

    /// <summary>Looks at an image.</summary>
    public static ImageLook Of(RgbImage image)
    {
        float[] means = new float[Side * Side];
        for (int i = 0; i < means.Length; i++)
        {
            (int left, int right) = Cell(i % Side, image.Width);
            (int top, int bottom) = Cell(i / Side, image.Height);
            means[i] = Mean(image, (left, right), (top, bottom));
        }

        return new ImageLook(means);
    }

    /// <summary>The look of the mirror image.</summary>
    public ImageLook Mirror()
    {
        return new ImageLook([.. means.Chunk(Side).SelectMany(row => row.Reverse())]);
    }

    /// <summary>Whether another image is a copy of this one, as far as can be seen.</summary>
    public bool IsLike(ImageLook other)
    {
        bool isFlat = Math.Min(deviation, other.deviation) < Flat;
        double correlation = isFlat ? 1 : Correlation(other);
        return 1 - correlation <= MostDecorrelation
            && Difference(other) <= (isFlat ? MostFlatDifference : MostDifference);
    }

    private double Correlation(ImageLook other)
    {
        return TensorPrimitives.Dot<float>(centred, other.centred) / (means.Length * deviation * other.deviation);
    }

    /// <summary>Mean absolute difference of brightness, of 255.</summary>
    private double Difference(ImageLook other)
    {
        Span<float> differences = stackalloc float[Side * Side];
        TensorPrimitives.Subtract(means, other.means, differences);
        return TensorPrimitives.SumOfMagnitudes<float>(differences) / means.Length;
    }

    /// <summary>Columns or rows of a cell; at least one.</summary>
    private static (int From, int To) Cell(int index, int length)
    {
        int from = index * length / Side;
        return (from, Math.Max(from + 1, (index + 1) * length / Side));
    }

    /// <summary>Mean brightness of at most about 17 x 17 pixels of a cell, which are plenty.</summary>
    private static float Mean(RgbImage image, (int From, int To) columns, (int From, int To) rows)
    {
        int right = Math.Max(1, (columns.To - columns.From) / Side);
        int down = Math.Max(1, (rows.To - rows.From) / Side);
        long sum = 0;
        int count = 0;
        for (int y = rows.From; y < rows.To; y += down)
        {
            for (int x = columns.From; x < columns.To; x += right)
            {
                int at = 3 * ((y * image.Width) + x);
                sum += (77 * image.Pixels[at]) + (150 * image.Pixels[at + 1]) + (29 * image.Pixels[at + 2]);
                count++;
            }
        }

        return (float)(sum / 256.0 / count);
    }
}
