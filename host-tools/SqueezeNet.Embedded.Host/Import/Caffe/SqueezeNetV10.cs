using SqueezeNet.Embedded.Host.Import.Graphs;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Import.Caffe;

/// <summary>The layers of SqueezeNet v1.0, for Deep Compression files that come without a prototxt.</summary>
internal static class SqueezeNetV10
{
    private const int Side = 227;
    private const int Classes = 1000;

    /// <summary>Squeeze channels of fire2..fire9; each expand convolution has four times as many.</summary>
    private static readonly int[] Squeeze = [16, 16, 32, 32, 48, 48, 64, 64];

    /// <summary>The network without weights.</summary>
    public static CaffeNetwork Build(string file)
    {
        CaffeBuilder builder = new(file, new GraphInput("data", 3, Side, Side));
        Convolution(builder, "conv1", "data", [96, 7, 7], 2, 0);
        Pool(builder, "pool1", "conv1");
        string from = "pool1";
        for (int i = 0; i < Squeeze.Length; i++)
        {
            string fire = $"fire{i + 2}";
            Fire(builder, fire, from, Squeeze[i]);
            from = $"{fire}/concat";
            if (i is 2 or 6)
            {
                Pool(builder, $"pool{i + 2}", from);
                from = $"pool{i + 2}";
            }
        }

        Convolution(builder, "conv_final", from, [Classes, 1, 1], 1, 1);
        builder.Add("pool_final", "GlobalAveragePool", ["conv_final"], ["pool_final"], new NodeAttributes());
        return builder.Build();
    }

    private static void Fire(CaffeBuilder builder, string name, string from, int squeeze)
    {
        Convolution(builder, $"{name}/conv1x1_1", from, [squeeze, 1, 1], 1, 0);
        Convolution(builder, $"{name}/conv1x1_2", $"{name}/conv1x1_1", [4 * squeeze, 1, 1], 1, 0);
        Convolution(builder, $"{name}/conv3x3_2", $"{name}/conv1x1_1", [4 * squeeze, 3, 3], 1, 1);
        string[] branches = [$"{name}/conv1x1_2", $"{name}/conv3x3_2"];
        builder.Add($"{name}/concat", "Concat", branches, [$"{name}/concat"], new NodeAttributes().With("axis", 1));
    }

    private static void Convolution(CaffeBuilder builder, string name, string from, int[] shape, int stride, int pad)
    {
        NodeAttributes attributes = new NodeAttributes()
            .With("strides", stride, stride)
            .With("pads", pad, pad, pad, pad);
        builder.AddConvolution(name, from, name, shape, true, attributes);
        builder.Add($"relu_{name}", "Relu", [name], [name], new NodeAttributes());
    }

    private static void Pool(CaffeBuilder builder, string name, string from)
    {
        NodeAttributes attributes = new NodeAttributes()
            .With("kernel_shape", 3, 3)
            .With("strides", 2, 2)
            .With("ceil_mode", 1);
        builder.Add(name, "MaxPool", [from], [name], attributes);
    }
}
