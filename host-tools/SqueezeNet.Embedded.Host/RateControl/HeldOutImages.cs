using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Threading;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Quantization;

namespace SqueezeNet.Embedded.Host.RateControl;

/// <summary>Calibration images in two halves: one to calibrate on, one to judge by.</summary>
internal sealed class HeldOutImages
{
    private readonly ComparedImages held;

    /// <summary>Divides the images and runs the fp32 network on those held out and their mirror images.</summary>
    /// <exception cref="QuantizationException">There are fewer than two.</exception>
    public HeldOutImages(SqueezeNetModel model, IReadOnlyList<RgbImage> images, CancellationToken cancellation)
    {
        if (images.Count < 2)
        {
            throw new QuantizationException(
                "A search needs at least two calibration images, half of them to judge by; a hundred are better.");
        }

        Seen = images.Where((_, i) => !IsHeldOut(i)).ToList();
        IEnumerable<RgbImage> others = images.Where((_, i) => IsHeldOut(i))
            .SelectMany(image => new[] { image, image.Mirror() });
        held = new ComparedImages(model, others, cancellation);
    }

    /// <summary>The half to calibrate on.</summary>
    public IReadOnlyList<RgbImage> Seen { get; }

    /// <summary>Compares a network with fp32 on the other half.</summary>
    public Fidelity Judge(QuantizedNetwork network)
    {
        return held.Compare(network);
    }

    /// <summary>
    /// One of each pair of neighbours; which, changes without a period that a folder's order could have too.
    /// </summary>
    private static bool IsHeldOut(int index)
    {
        return BitOperations.PopCount((uint)index) % 2 == 1;
    }
}
