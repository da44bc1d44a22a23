using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SqueezeNet.Embedded.Host.Float;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Quantization;

namespace SqueezeNet.Embedded.Host.RateControl;

/// <summary>Images on which quantized networks are compared with fp32.</summary>
internal sealed class ComparedImages
{
    private readonly RgbImage[] images;
    private readonly double[][] reference;
    private readonly CancellationToken cancellation;

    /// <summary>Runs the fp32 network on the images.</summary>
    public ComparedImages(SqueezeNetModel model, IEnumerable<RgbImage> images, CancellationToken cancellation)
    {
        this.images = images.ToArray();
        this.cancellation = cancellation;
        FloatNetwork fp32 = new(model);
        reference = Each(image => fp32.Run(image).Select(l => (double)l).ToArray());
    }

    /// <summary>Compares a network with fp32.</summary>
    public Fidelity Compare(QuantizedNetwork network)
    {
        return Fidelity.Compare(reference, Each(new IntegerNetwork(network).Run));
    }

    private double[][] Each(Func<RgbImage, double[]> run)
    {
        double[][] results = new double[images.Length][];
        ParallelOptions options = new() { CancellationToken = cancellation };
        Parallel.For(0, images.Length, options, i => results[i] = run(images[i]));
        return results;
    }
}
