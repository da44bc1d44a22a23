using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SqueezeNet.Embedded.Host.Float;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Quantization.Rate;

/// <summary>Pictures on which quantized networks are compared with fp32.</summary>
internal sealed class ComparedPictures
{
    private readonly RgbImage[] pictures;
    private readonly double[][] reference;
    private readonly CancellationToken cancellation;

    /// <summary>Runs the fp32 network on the pictures.</summary>
    public ComparedPictures(SqueezeNetModel model, IEnumerable<RgbImage> pictures, CancellationToken cancellation)
    {
        this.pictures = pictures.ToArray();
        this.cancellation = cancellation;
        FloatNetwork fp32 = new(model);
        reference = Each(image => fp32.Run(image).Select(l => (double)l).ToArray());
    }

    /// <summary>Compares a network with fp32.</summary>
    public Answers Compare(QuantizedNetwork network)
    {
        return Answers.Compare(reference, Each(new IntegerNetwork(network).Run));
    }

    private double[][] Each(Func<RgbImage, double[]> run)
    {
        double[][] results = new double[pictures.Length][];
        ParallelOptions options = new() { CancellationToken = cancellation };
        Parallel.For(0, pictures.Length, options, i => results[i] = run(pictures[i]));
        return results;
    }
}
