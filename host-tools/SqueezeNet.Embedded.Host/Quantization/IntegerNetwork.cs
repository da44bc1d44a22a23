using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics.Tensors;
using SqueezeNet.Embedded.Host.Float;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Quantization;

/// <summary>
/// A quantized network run on images of its input's size, before it is packed. Safe for use by several threads.
/// </summary>
internal sealed class IntegerNetwork
{
    private readonly QuantizedNetwork network;
    private readonly IntegerLayer conv1;
    private readonly (IntegerLayer Squeeze, IntegerLayer Left, IntegerLayer Right)[] fires;
    private readonly IntegerLayer conv10;

    public IntegerNetwork(QuantizedNetwork network)
    {
        this.network = network;
        conv1 = new IntegerLayer(network.Conv1, network.Padding.Select(p => p + 128f).ToArray());
        fires = network.Fires.Select(f => (Prepare(f.Squeeze), Prepare(f.Expand1x1), Prepare(f.Expand3x3))).ToArray();
        conv10 = Prepare(network.Conv10);
    }

    /// <summary>One logit per class, as the blob's scores give it but for the rounding of a shift.</summary>
    public double[] Run(RgbImage image)
    {
        Plane plane = Pool(network.Model.Pool1, conv1.Run(Plane.FromRgb(image.Pixels, image.Width, image.Height)));
        for (int k = 0; k < fires.Length; k++)
        {
            Plane narrow = fires[k].Squeeze.Run(plane);
            Plane wide = Plane.Concatenate(fires[k].Left.Run(narrow), fires[k].Right.Run(narrow));
            if (network.Model.Fires[k].HasBypass)
            {
                wide.Add(plane);
                TensorPrimitives.Min(wide.Values, 127 - network.Fires[k].Expand1x1.ZeroOut, wide.Values);
            }

            plane = Pool(network.Fires[k].PoolAfter, wide);
        }

        Plane sums = FloatNetwork.Rectify(conv10.Accumulate(plane));
        return network.Conv10.Shifts
            .Select((n, c) => Math.ScaleB(FixedOrder.Sum(sums.Channel(c)) * network.ScoreScale, -n))
            .ToArray();
    }

    private static IntegerLayer Prepare(QuantizedConvolution convolution)
    {
        return new IntegerLayer(convolution, new float[convolution.Shape.InChannels]);
    }

    private static Plane Pool(MaxPool? pool, Plane plane)
    {
        return pool is null ? plane : Pooling.Run(pool, plane);
    }
}
