using System;
using System.Linq;
using System.Numerics.Tensors;

namespace SqueezeNet.Embedded.Host.Imaging;

/// <summary>
/// An image in 16 x 16 means of brightness: the same for a copy in another format, quality or size, another one for
/// another scene. docs/images.md says how the limits were chosen. Means and their sums are integers, so that no
/// processor judges otherwise than another.
/// </summary>
internal sealed class ImageLook
{
    private const int Side = 16;
    private const int CoarseSide = 4;

    // A step of brightness, of 255.
    private const double One = 256;

    // Of 255. Copies down to 64 pixels and a quality of 30 differ by 6, other photographs by 12.9.
    private const double MostDifference = 8;

    // One minus the correlation. The same copies 0.043, other photographs 0.1, and those by more than 30 of 255.
    private const double MostDecorrelation = 0.05;

    // Below this deviation there is nothing but noise to correlate.
    private const double Flat = 2;
    private const double MostFlatDifference = 1;

    private readonly int side;
    private readonly int[] means;
    private readonly int[] coarse = new int[CoarseSide * CoarseSide];
    private readonly long sum;

    // Of all means, times the square of their number.
    private readonly long variance;
    private readonly bool isFlat;

    // The means, when they are correlated for the first time.
    private double[]? exact;

    private ImageLook(int side, int[] means)
    {
        this.side = side;
        this.means = means;
        sum = means.Sum(mean => (long)mean);
        variance = (means.Length * means.Sum(mean => (long)mean * mean)) - (sum * sum);
        isFlat = Math.Sqrt(variance) < Flat * One * means.Length;
        for (int i = 0; i < means.Length; i++)
        {
            int row = i / side * CoarseSide / side;
            coarse[(row * CoarseSide) + (i % side * CoarseSide / side)] += means[i];
        }
    }

    /// <summary>Mean brightness, of 255.</summary>
    public double Brightness => sum / (One * means.Length);

    /// <summary>Looks at an image.</summary>
    public static ImageLook Of(RgbImage image)
    {
        return Of(image, Side);
    }

    /// <summary>Looks at an image in more or fewer means.</summary>
    /// <param name="side">How many there are from left to right, and from top to bottom.</param>
    public static ImageLook Of(RgbImage image, int side)
    {
        int[] means = new int[side * side];
        for (int i = 0; i < means.Length; i++)
        {
            (int left, int right) = Cell(i % side, side, image.Width);
            (int top, int bottom) = Cell(i / side, side, image.Height);
            means[i] = Mean(image, (left, right), (top, bottom));
        }

        return new ImageLook(side, means);
    }

    /// <summary>The look of the mirror image.</summary>
    public ImageLook Mirror()
    {
        return new ImageLook(side, [.. means.Chunk(side).SelectMany(row => row.Reverse())]);
    }

    /// <summary>Whether another image is a copy of this one, as far as can be seen.</summary>
    public bool IsLike(ImageLook other)
    {
        return IsWithin(other, MostDifference, MostDecorrelation);
    }

    /// <summary>Whether another image is as near as that.</summary>
    /// <param name="difference">Most mean absolute difference of brightness, of 255.</param>
    /// <param name="decorrelation">Most of one minus the correlation.</param>
    public bool IsWithin(ImageLook other, double difference, double decorrelation)
    {
        bool isEitherFlat = isFlat || other.isFlat;
        double most = isEitherFlat ? MostFlatDifference : difference;

        // Sums of means differ by no more than the means: most pairs end here.
        return Difference(coarse, other.coarse) <= most * One * means.Length
            && Difference(other) <= most
            && (isEitherFlat || Decorrelation(other) <= decorrelation);
    }

    /// <summary>One minus the correlation; 0 for the same but for brightness and contrast.</summary>
    public double Decorrelation(ImageLook other)
    {
        return 1 - (Covariance(other) / (Math.Sqrt(variance) * Math.Sqrt(other.variance)));
    }

    /// <summary>Mean absolute difference of brightness, of 255.</summary>
    public double Difference(ImageLook other)
    {
        return Difference(means, other.means) / (One * means.Length);
    }

    private static int Difference(int[] one, int[] other)
    {
        Span<int> differences = stackalloc int[one.Length];
        TensorPrimitives.Subtract(one, other, differences);
        return TensorPrimitives.SumOfMagnitudes<int>(differences);
    }

    /// <summary>Times the square of the number of means.</summary>
    private long Covariance(ImageLook other)
    {
        // Exact in any order: of at most 1,024 products below 2^32, all partial sums are whole numbers below 2^53.
        long products = (long)TensorPrimitives.Dot<double>(Exact(), other.Exact());
        return (means.Length * products) - (sum * other.sum);
    }

    private double[] Exact()
    {
        return exact ??= [.. means.Select(mean => (double)mean)];
    }

    /// <summary>Columns or rows of a cell; at least one.</summary>
    private static (int From, int To) Cell(int index, int side, int length)
    {
        int from = index * length / side;
        return (from, Math.Max(from + 1, (index + 1) * length / side));
    }

    /// <summary>Mean brightness, in 256ths, of at most about 17 x 17 pixels of a cell, which are plenty.</summary>
    private static int Mean(RgbImage image, (int From, int To) columns, (int From, int To) rows)
    {
        int right = Math.Max(1, (columns.To - columns.From) / Side);
        int down = Math.Max(1, (rows.To - rows.From) / Side);
        long total = 0;
        int count = 0;
        for (int y = rows.From; y < rows.To; y += down)
        {
            for (int x = columns.From; x < columns.To; x += right)
            {
                int at = 3 * ((y * image.Width) + x);
                total += (77 * image.Pixels[at]) + (150 * image.Pixels[at + 1]) + (29 * image.Pixels[at + 2]);
                count++;
            }
        }

        return (int)(total / count);
    }
}
