using SqueezeNet.Embedded.Host.Training.Samples;

namespace SqueezeNet.Embedded.Host.Training.Views;

/// <summary>
/// How a view differs from its photo. Ranges are what happens before one camera, from one day to another.
/// </summary>
internal sealed record ViewChoice
{
    // Shares of the views that show what cameras on boards do besides.
    private const double NoiseShare = 0.35;
    private const double BlurShare = 0.3;
    private const double JpegShare = 0.35;

    /// <summary>Whether left and right are exchanged.</summary>
    public required bool IsMirrored { get; init; }

    /// <summary>Side of the part that is seen, of the side of all that could be.</summary>
    public required double Scale { get; init; }

    /// <summary>By how much the part is wider than it is high, as a factor.</summary>
    public required double Aspect { get; init; }

    /// <summary>By how much the part is turned, degrees.</summary>
    public required double Degrees { get; init; }

    /// <summary>Where the part lies: -1 at the left, 1 at the right.</summary>
    public required double Right { get; init; }

    /// <summary>Where the part lies: -1 at the top, 1 at the bottom.</summary>
    public required double Down { get; init; }

    /// <summary>Factors of red and blue; green's is 1.</summary>
    public required (double Red, double Blue) WhiteBalance { get; init; }

    /// <summary>Exponent of values 0..1.</summary>
    public required double Gamma { get; init; }

    /// <summary>Factor of the distance from middle grey.</summary>
    public required double Contrast { get; init; }

    /// <summary>What is added to values 0..1.</summary>
    public required double Brightness { get; init; }

    /// <summary>Standard deviation of the sensor's noise at full brightness, of 255; 0 for none.</summary>
    public required double Noise { get; init; }

    /// <summary>Defocus: radius of the blur, in thousandths of the frame's shorter side; 0 for none.</summary>
    public required int Blur { get; init; }

    /// <summary>Quality of the JPEG that the camera makes; 0 if it makes none.</summary>
    public required int JpegQuality { get; init; }

    /// <summary>Draws one; each number is drawn whether it is used or not, so that none depends on another.</summary>
    /// <param name="flips">Whether left and right may be exchanged.</param>
    public static ViewChoice Draw(SeededRandom random, bool flips)
    {
        return new ViewChoice
        {
            IsMirrored = (random.Unit() < 0.5) & flips,
            Scale = random.Between(0.8, 1),
            Aspect = random.Between(0.92, 1.08),
            Degrees = random.Between(-12, 12),
            Right = random.Between(-1, 1),
            Down = random.Between(-1, 1),
            WhiteBalance = (random.Between(0.88, 1.13), random.Between(0.88, 1.13)),
            Gamma = random.Between(0.75, 1.33),
            Contrast = random.Between(0.75, 1.2),
            Brightness = random.Between(-0.08, 0.08),
            Noise = Sometimes(random, NoiseShare) * random.Between(4, 14),
            Blur = Sometimes(random, BlurShare) * (4 + random.Below(5)),
            JpegQuality = Sometimes(random, JpegShare) * (15 + random.Below(30)),
        };
    }

    private static int Sometimes(SeededRandom random, double share) => random.Unit() < share ? 1 : 0;
}
