using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Tests.Host.Models;

/// <summary>The shapes of the paper's networks, without weights.</summary>
internal static class PublishedModels
{
    private static readonly int[] squeezes = [16, 16, 32, 32, 48, 48, 64, 64];

    public static SqueezeNetModel V11()
    {
        return Make(224, Shape("conv1", 64, 3, 3, 2, 0), [1, 3], 0);
    }

    public static SqueezeNetModel V10()
    {
        return Make(227, Shape("conv1", 96, 3, 7, 2, 0), [2, 6], 1);
    }

    /// <summary>SqueezeNet with simple bypasses around fire 3, 5, 7 and 9.</summary>
    public static SqueezeNetModel WithBypasses(SqueezeNetModel model)
    {
        return model with { Fires = model.Fires.Select((fire, k) => fire with { HasBypass = k % 2 == 1 }).ToList() };
    }

    private static SqueezeNetModel Make(int side, Convolution conv1, int[] pools, int headPad)
    {
        MaxPool pool = new(3, 2, 0, true);
        List<Fire> fires = [];
        int channels = conv1.OutChannels;
        for (int k = 0; k < squeezes.Length; k++)
        {
            int squeeze = squeezes[k];
            fires.Add(new Fire(
                $"fire{k + 2}",
                Shape("squeeze", squeeze, channels, 1, 1, 0),
                Shape("expand1x1", 4 * squeeze, squeeze, 1, 1, 0),
                Shape("expand3x3", 4 * squeeze, squeeze, 3, 1, 1),
                pools.Contains(k) ? pool : null));
            channels = 8 * squeeze;
        }

        return new SqueezeNetModel
        {
            Name = "published",
            Source = new ModelSource("none", "none", string.Empty),
            Input = new InputSpec(side, side, 256, [0, 0, 0], [1, 1, 1]),
            Conv1 = conv1,
            Pool1 = pool,
            Fires = fires,
            Conv10 = Shape("conv10", 1000, channels, 1, 1, headPad),
            Labels = [],
        };
    }

    private static Convolution Shape(string name, int outputs, int inputs, int kernel, int stride, int pad)
    {
        return new Convolution(name, outputs, inputs, new Geometry(kernel, kernel, stride, pad), [], []);
    }
}
