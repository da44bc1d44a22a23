using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using CameraNode;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SkiaSharp;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Tests.Firmware.Nodes.Fakes;

namespace SqueezeNet.Embedded.Tests.Firmware.Nodes;

/// <summary>
/// How many of a hundred frames the motion gate lets through, at which threshold and of which scene: the table of
/// docs/regions.md.
/// </summary>
[TestClass]
public sealed class MotionTableTests
{
    private const int Frames = 100;
    private const int Passing = 20;

    private static readonly int[] thresholds = [2, 5, 10, 20, 40, 80];

    private static readonly (string Name, Func<int, RgbImage> Frame)[] scenes =
    [
        ("nothing; noise of sigma 4", i => Noisy(Card(0), i, 4)),
        ("nothing; noise of sigma 12", i => Noisy(Card(0), i, 12)),
        ("nothing; JPEG of quality 60 to 80, sigma 4", i => Jpeg(Noisy(Card(0), i, 4), 60 + (i % 21))),
        ("mains light: 3 % brighter every other frame", i => Noisy(Brighter(Card(0), 1 + (0.03 * (i % 2))), i, 4)),
        ("exposure drifts by 10 % and back", i => Noisy(Brighter(Card(0), Drift(i)), i, 4)),
        ("the light goes on at frame 50", i => Noisy(Brighter(Card(0), i < 50 ? 0.6 : 1), i, 4)),
        ("20 frames with a thing of 3 % of the frame", i => Noisy(With(Card(0), i, 26), i, 4)),
        ("20 frames with a thing of 12 % of the frame", i => Noisy(With(Card(0), i, 52), i, 4)),
        ("another card every 10 frames", i => Noisy(Card(i / 10), i, 4)),
    ];

    private static readonly RgbImage[] cards =
        [.. Directory.GetFiles(Path.Combine(Sources.Root, "models", "cards", "calibration"), "*_0.jpg")
            .Order(StringComparer.Ordinal).Take(10).Select(file => ImageFile.Read(file))];

    [TestMethod]
    public void TheDocumentationHasTheTable()
    {
        StringBuilder table = new("| scene |");
        table.Append(string.Concat(thresholds.Select(t => $" {t} |"))).Append('\n');
        table.Append("|---|").Append(string.Concat(thresholds.Select(_ => "---|"))).Append('\n');
        using Network network = CatsAndDogs.Open();
        foreach ((string name, Func<int, RgbImage> frame) in scenes)
        {
            List<Frame> frames = [.. Enumerable.Range(0, Frames).Select(i => ToFrame(frame(i)))];
            IEnumerable<int> runs = thresholds.Select(t => Runs(network, frames, t));
            table.Append(CultureInfo.InvariantCulture, $"| {name} | {string.Join(" | ", runs)} |\n");
        }

        string made = Path.Combine(Sources.Root, "artifacts", "motion-table.md");
        Directory.CreateDirectory(Path.GetDirectoryName(made)!);
        File.WriteAllText(made, table.ToString());
        string page = File.ReadAllText(Path.Combine(Sources.Root, "docs", "regions.md"));
        Assert.Contains(table.ToString(), page, $"Put {made} into docs/regions.md.");
    }

    private static int Runs(Network network, List<Frame> frames, int threshold)
    {
        NodeSettings settings = new() { Motion = threshold, MotionHeartbeatMilliseconds = 86400000 };
        MotionGate gate = new(settings);
        RegionWatch watch = new(string.Empty, new ImageView(0, 0, 0, 1000), new PublishPolicy(settings));
        return Enumerable.Range(0, frames.Count).Count(i => gate.Lets(network, frames[i], watch, 100 * i, false));
    }

    private static Frame ToFrame(RgbImage image)
    {
        return new Frame(image.Pixels, image.Width, image.Height, PixelFormat.Rgb888);
    }

    private static RgbImage Card(int index)
    {
        return cards[index % cards.Length];
    }

    private static double Drift(int i)
    {
        return 1 + (0.1 * Math.Sin(Math.PI * i / Frames));
    }

    private static RgbImage Brighter(RgbImage image, double factor)
    {
        return image with { Pixels = [.. image.Pixels.Select(p => (byte)Math.Clamp((p * factor) + 0.5, 0, 255))] };
    }

    /// <summary>Normal noise of each channel.</summary>
    private static RgbImage Noisy(RgbImage image, int seed, double sigma)
    {
        Random random = new(seed);
        return image with
        {
            Pixels = [.. image.Pixels.Select(p => (byte)Math.Clamp(p + (sigma * Normal(random)), 0, 255))],
        };
    }

    private static double Normal(Random random)
    {
        double sum = -6;
        for (int i = 0; i < 12; i++)
        {
            sum += random.NextDouble();
        }

        return sum;
    }

    private static RgbImage Jpeg(RgbImage image, int quality)
    {
        using SKBitmap bitmap = new(image.Width, image.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        for (int i = 0; i < image.Width * image.Height; i++)
        {
            SKColor colour = new(image.Pixels[3 * i], image.Pixels[(3 * i) + 1], image.Pixels[(3 * i) + 2]);
            bitmap.SetPixel(i % image.Width, i / image.Width, colour);
        }

        using SKData data = bitmap.Encode(SKEncodedImageFormat.Jpeg, quality);
        using SKBitmap decoded = SKBitmap.Decode(data);
        return image with { Pixels = [.. decoded.Pixels.SelectMany(c => new[] { c.Red, c.Green, c.Blue })] };
    }

    /// <summary>A dark square crosses the frame from frame 40 on.</summary>
    private static RgbImage With(RgbImage image, int i, int side)
    {
        if (i < 40 || i >= 40 + Passing)
        {
            return image;
        }

        byte[] pixels = [.. image.Pixels];
        int left = (image.Width - side) * (i - 40) / Passing;
        int top = (image.Height - side) / 2;
        for (int y = top; y < top + side; y++)
        {
            Array.Fill(pixels, (byte)30, 3 * ((y * image.Width) + left), 3 * side);
        }

        return image with { Pixels = pixels };
    }
}
