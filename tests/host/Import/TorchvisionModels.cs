using System;
using System.Collections.Generic;
using SqueezeNet.Embedded.Host.Import.Torch;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Tests.Host.Import;

/// <summary>Networks built like torchvision's, with few channels and random weights, and their state dicts.</summary>
internal sealed class TorchvisionModels
{
    private readonly Random random;

    private TorchvisionModels(int seed, bool v10)
    {
        random = new Random(seed);
        MaxPool pool = new(3, 2, 0, true);
        Convolution conv1 = Convolution("features.0", random.Next(2, 5), 3, v10 ? 7 : 3, 2, 0);
        int channels = conv1.OutChannels;
        List<Fire> fires = [];
        for (int module = 3; module <= 12; module++)
        {
            if (module == (v10 ? 6 : 5) || module == (v10 ? 11 : 8))
            {
                fires[^1] = fires[^1] with { PoolAfter = pool };
                continue;
            }

            string name = $"features.{module}";
            int squeeze = random.Next(1, 4);
            fires.Add(new Fire(
                $"fire{fires.Count + 2}",
                Convolution($"{name}.squeeze", squeeze, channels, 1, 1, 0),
                Convolution($"{name}.expand1x1", random.Next(1, 4), squeeze, 1, 1, 0),
                Convolution($"{name}.expand3x3", random.Next(1, 4), squeeze, 3, 1, 1),
                null));
            channels = fires[^1].Expand1x1.OutChannels + fires[^1].Expand3x3.OutChannels;
        }

        Model = new SqueezeNetModel
        {
            Name = "model",
            Source = new ModelSource("model.pth", "pytorch", ""),
            Input = new InputSpec(224, 224, 224, [0, 0, 0], [1, 1, 1]),
            Conv1 = conv1,
            Pool1 = pool,
            Fires = fires,
            Conv10 = Convolution("classifier.1", random.Next(1, 9), channels, 1, 1, 0),
            Labels = [],
        };
    }

    public SqueezeNetModel Model { get; }

    public static SqueezeNetModel Any(int seed, bool v10) => new TorchvisionModels(seed, v10).Model;

    /// <summary>The tensors in torchvision's order.</summary>
    public static IEnumerable<(string Name, float[] Values, long[] Shape)> StateDict(SqueezeNetModel model)
    {
        foreach (Convolution c in ModelComparison.Layers(model))
        {
            yield return ($"{c.Name}.weight", c.Weights, [c.OutChannels, c.InChannels, c.KernelHeight, c.KernelWidth]);
            yield return ($"{c.Name}.bias", c.Bias, [c.OutChannels]);
        }
    }

    private Convolution Convolution(string name, int outputs, int inputs, int kernel, int stride, int pad)
    {
        return new Convolution(
            name, outputs, inputs, new Geometry(kernel, kernel, stride, pad),
            Values(outputs * inputs * kernel * kernel), Values(outputs));
    }

    private float[] Values(int count)
    {
        float[] values = new float[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = (float)(random.NextDouble() - 0.4);
        }

        return values;
    }
}
