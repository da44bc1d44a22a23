using System;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Training.Samples;

namespace SqueezeNet.Embedded.Host.Training.Views;

/// <summary>
/// Views of a photo, as a network sees them. View 0 is what a device's network sees; the others are what it might see
/// on another day. The same photo, key and view give the same pixels on any machine.
/// </summary>
internal sealed class ViewMaker
{
    /// <summary>
    /// Changes whenever views get other pixels, so that features of older ones are not taken for theirs.
    /// </summary>
    public const int Recipe = 1;

    private readonly InputSpec input;
    private readonly ulong key;
    private readonly bool flips;
    private readonly RgbImage first;
    private readonly RgbImage reduced;

    /// <summary>Reduces a photo to what its views need; the photo itself is not kept.</summary>
    /// <param name="input">Of the network.</param>
    /// <param name="key">Follows from the photo's content and the training's seed.</param>
    /// <param name="flips">Whether left and right may be exchanged.</param>
    public ViewMaker(RgbImage photo, InputSpec input, ulong key, bool flips)
    {
        this.input = input;
        this.key = key;
        this.flips = flips;
        first = Resampler.ToNetwork(photo, input);
        reduced = Reduce(photo, Math.Max(Math.Min(input.Width, input.Height), input.ResizeTo));
    }

    /// <summary>A view, of the size of the network's input.</summary>
    /// <param name="view">0 for the photo as a device sees it.</param>
    public RgbImage Render(int view)
    {
        if (view == 0)
        {
            return first;
        }

        SeededRandom random = new(key, (ulong)view);
        ViewChoice choice = ViewChoice.Draw(random, flips);
        (int width, int height) = FrameSize();
        RgbImage frame = Warp.Cut(reduced, width, height, choice);
        frame = Defocus.Blur(frame, choice.Blur * Math.Min(width, height) / 1000);
        if (choice.Noise > 0)
        {
            SensorNoise.Add(frame.Pixels, choice.Noise, random);
        }

        Tone.Change(frame.Pixels, choice);
        return Resampler.ToNetwork(
            choice.JpegQuality > 0 ? JpegCopy.Of(frame, choice.JpegQuality) : frame, input);
    }

    /// <summary>One view of a photo.</summary>
    /// <param name="key">Follows from the photo's content and the training's seed.</param>
    public static RgbImage Render(RgbImage photo, InputSpec input, int view, ulong key)
    {
        return new ViewMaker(photo, input, key, flips: true).Render(view);
    }

    /// <summary>Halves a photo while its shorter side is at least twice what is needed.</summary>
    private static RgbImage Reduce(RgbImage photo, int needed)
    {
        int shorter = Math.Min(photo.Width, photo.Height);
        int most = Math.Max(photo.Width, photo.Height);
        while (shorter >= 2 * needed)
        {
            shorter /= 2;
            most = (most + 1) / 2;
        }

        return photo.Within(most);
    }

    /// <summary>
    /// Of the frame that a camera would deliver: with the input's shape, and as fine as the reduced photo, or as the
    /// network needs if that is finer.
    /// </summary>
    private (int Width, int Height) FrameSize()
    {
        (int numerator, int denominator) = Resampler.Crop(input);
        double needed = (double)denominator / numerator;
        double fit = Math.Min((double)reduced.Width / input.Width, (double)reduced.Height / input.Height);
        double scale = Math.Clamp(fit, needed, 2 * needed);
        return ((int)Math.Ceiling(scale * input.Width), (int)Math.Ceiling(scale * input.Height));
    }
}
