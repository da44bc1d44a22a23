using System;
using System.IO;

namespace SqueezeNet.Embedded.Tests.Host.Import;

/// <summary>A small network in Caffe's text format and Deep Compression files for it.</summary>
internal static class CompressedModel
{
    public const string Prototxt =
        """
        name: "tiny" # a comment
        layer { name: "data" type: "Input" top: "data" input_param { shape { dim: 1 dim: 3 dim: 20 dim: 20 } } }
        layer {
          name: 'conv1' type: "Convolution" bottom: "data" top: "conv1"
          convolution_param { num_output: 2 kernel_size: 3 stride: 2 weight_filler { type: "xavier" } }
        }
        layer { name: "relu1" type: "ReLU" bottom: "conv1" top: "conv1" }
        layer { name: "pool1" type: "Pooling" bottom: "conv1" top: "pool1"
          pooling_param: < pool: MAX; kernel_size: 3, stride: 2 > }
        layer { name: "s" type: "Convolution" bottom: "pool1" top: "s"
          convolution_param { num_output: 3 kernel_size: 1 } }
        layer { name: "rs" type: "ReLU" bottom: "s" top: "s" }
        layer { name: "e1" type: "Convolution" bottom: "s" top: "e1"
          convolution_param { num_output: 2 kernel_size: [1] } }
        layer { name: "r1" type: "ReLU" bottom: "e1" top: "e1" }
        layer {
          name: "e3" type: "Convolution" bottom: "s" top: "e3"
          convolution_param { num_output: 4 kernel_h: 3 kernel_w: 3 pad_h: 1 pad_w: 1 bias_term: true }
        }
        layer { name: "r3" type: "ReLU" bottom: "e3" top: "e3" }
        layer { name: "cat" type: "Concat" bottom: "e1" bottom: "e3" top: "cat" }
        layer { name: "drop" type: "Dropout" bottom: "cat" top: "cat" dropout_param { dropout_ratio: 0.5 } }
        layer { name: "last" type: "Convolution" bottom: "cat" top: "last"
          convolution_param { num_output: 4 kernel_size: 1 pad: 1 } }
        layer { name: "rl" type: "ReLU" bottom: "last" top: "last" }
        layer { name: "avg" type: "Pooling" bottom: "last" top: "avg" pooling_param { pool: AVE global_pooling: true } }
        layer { name: "prob" type: "Softmax" bottom: "avg" top: "prob" }
        """;

    /// <summary>Weights and biases of the convolutions, in order.</summary>
    public static readonly (int Weights, int Biases)[] Layers = [(54, 2), (6, 3), (6, 2), (108, 4), (24, 4)];

    /// <summary>Names of the convolutions.</summary>
    public static readonly string[] Names = ["conv1", "s", "e1", "e3", "last"];

    /// <summary>Shapes of the convolutions' weights.</summary>
    public static readonly int[][] Shapes = [[2, 3, 3, 3], [3, 2, 1, 1], [2, 3, 1, 1], [4, 3, 3, 3], [4, 6, 1, 1]];

    /// <summary>The value for a code; code 0 is zero.</summary>
    public static float Value(int layer, int code) => code == 0 ? 0f : (code - 100f) / (layer + 1);

    /// <summary>The bias of an output channel.</summary>
    public static float Bias(int layer, int output) => layer + (output / 8f);

    /// <summary>The code of a weight: most are left out, as code 0.</summary>
    public static byte Code(int layer, int weight) => (byte)(weight % (layer + 2) == 1 ? ((weight * 7) % 255) + 1 : 0);

    /// <summary>Writes the file. After 15 weights left out, a zero must be stored.</summary>
    public static byte[] Write()
    {
        using MemoryStream head = new();
        using MemoryStream body = new();
        using BinaryWriter counts = new(head);
        using BinaryWriter data = new(body);
        for (int layer = 0; layer < Layers.Length; layer++)
        {
            counts.Write(WriteLayer(data, layer));
        }

        counts.Flush();
        data.Flush();
        return [.. head.ToArray(), .. body.ToArray()];
    }

    private static int WriteLayer(BinaryWriter data, int layer)
    {
        for (int code = 0; code < 256; code++)
        {
            data.Write(Value(layer, code));
        }

        for (int output = 0; output < Layers[layer].Biases; output++)
        {
            data.Write(Bias(layer, output));
        }

        byte[] codes = new byte[Layers[layer].Weights];
        byte[] runs = new byte[codes.Length];
        int count = 0;
        for (int weight = 0, run = 0; weight < Layers[layer].Weights; weight++)
        {
            byte code = Code(layer, weight);
            if (code == 0 && run < 15)
            {
                run++;
                continue;
            }

            codes[count] = code;
            runs[count / 2] |= (byte)(run << (4 * (count % 2)));
            count++;
            run = 0;
        }

        data.Write(codes, 0, count);
        data.Write(runs, 0, (count + 1) / 2);
        return count;
    }
}
