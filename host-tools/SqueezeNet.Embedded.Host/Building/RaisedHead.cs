using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics.Tensors;
using System.Threading;
using System.Threading.Tasks;
using SqueezeNet.Embedded.Host.Float;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Building;

/// <summary>
/// A network without a ReLU behind its last convolution, as one that has it. The engine's head rectifies each position
/// (SPEC 1.5); so the biases of all classes are raised alike until nothing is negative there. That raises all logits
/// alike, which changes neither their order nor probabilities.
/// </summary>
internal static class RaisedHead
{
    /// <summary>How far below the lowest value of the calibration images others may go without a loss.</summary>
    private const float Margin = 2;

    /// <summary>The network with a ReLU; itself if it has one.</summary>
    public static SqueezeNetModel Of(
        SqueezeNetModel model, IReadOnlyList<RgbImage> images, CancellationToken cancellation)
    {
        if (model.HasLastRelu)
        {
            return model;
        }

        FloatNetwork network = new(model);
        float[] lowest = new float[images.Count];
        ParallelOptions options = new() { CancellationToken = cancellation };
        Parallel.For(
            0, images.Count, options,
            i => lowest[i] = TensorPrimitives.Min<float>(network.Head(images[i]).Values));
        float raise = Margin * Math.Max(0, -lowest.DefaultIfEmpty().Min());
        return model with
        {
            HasLastRelu = true,
            Conv10 = model.Conv10 with { Bias = Array.ConvertAll(model.Conv10.Bias, b => b + raise) },
        };
    }
}
