using System;
using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Import.Onnx;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Tests.Host.Import;

/// <summary>
/// Writes a model as int8 ONNX, with QLinear operators or with QuantizeLinear and DequantizeLinear pairs, and keeps the
/// fp32 model that these integers stand for.
/// </summary>
internal sealed class QuantizedOnnxWriter
{
    private const int UnsignedByte = 2;
    private const int SignedByte = 3;
    private const int Integer = 6;

    private readonly Random random;
    private readonly bool pairs;
    private int activationType;
    private float scale;
    private int names;

    public QuantizedOnnxWriter(SqueezeNetModel model, int seed, bool pairs)
    {
        random = new Random(seed);
        this.pairs = pairs;
        Builder = new OnnxModelBuilder(1, 3, model.Input.Height, model.Input.Width);
        Expected = Write(model);
    }

    public OnnxModelBuilder Builder { get; }

    /// <summary>The model with the weights and biases that the integers stand for.</summary>
    public SqueezeNetModel Expected { get; }

    private SqueezeNetModel Write(SqueezeNetModel model)
    {
        activationType = UnsignedByte;
        scale = 0.02f;
        Builder.Node("QuantizeLinear", "pixels", ["image", .. Parameters(random.Next(256))]);
        string at = Load("pixels");
        (at, Convolution conv1) = Convolution("conv1", model.Conv1, at);
        at = Pool(at, model.Pool1);
        List<Fire> fires = [];
        foreach (Fire fire in model.Fires)
        {
            (at, Fire written) = WriteFire(fire, at);
            at = Pool(at, fire.PoolAfter);
            fires.Add(written);
        }

        (at, Convolution conv10) = Convolution("conv10", model.Conv10, at);
        Tail(at);
        return model with { Conv1 = conv1, Fires = fires, Conv10 = conv10 };
    }

    private (string At, Fire Written) WriteFire(Fire fire, string from)
    {
        (int fromType, float fromScale) = (activationType, scale);
        (string narrow, Convolution squeeze) = Convolution($"{fire.Name}_s", fire.Squeeze, from);
        (int type, float unit) = (activationType, scale);
        (string small, Convolution expand1) = Convolution($"{fire.Name}_1", fire.Expand1x1, narrow);
        (int smallType, float smallScale) = (activationType, scale);
        (activationType, scale) = (type, unit);
        (string large, Convolution expand3) = Convolution($"{fire.Name}_3", fire.Expand3x3, narrow);
        Fire written = fire with { Squeeze = squeeze, Expand1x1 = expand1, Expand3x3 = expand3 };
        if (pairs)
        {
            OnnxModelBuilder.Set(Builder.Node("Concat", fire.Name, small, large), "axis", 1);
            string wide = Load(Store(fire.Name, null));
            return (fire.HasBypass ? AddPair(fire.Name, wide, from) : wide, written);
        }

        string[] second = Parameters(Lowest());
        (activationType, scale) = (smallType, smallScale);
        string[] first = Parameters(Lowest());
        string[] result = Store(null);
        Builder.Extension("QLinearConcat", fire.Name, [.. result, small, .. first, large, .. second]);
        OnnxModelBuilder.Set(Builder.Find(fire.Name), "axis", 1);
        if (!fire.HasBypass)
        {
            return (fire.Name, written);
        }

        string[] terms = [fire.Name, .. Parameters(Lowest()), from];
        (activationType, scale) = (fromType, fromScale);
        Builder.Extension("QLinearAdd", $"{fire.Name}_sum", [.. terms, .. Parameters(Lowest()), .. Store(null)]);
        return ($"{fire.Name}_sum", written);
    }

    private string AddPair(string name, string wide, string from)
    {
        Builder.Node("Add", $"{name}_sum", from, wide);
        return Load(Store($"{name}_sum", null));
    }

    private (string At, Convolution Written) Convolution(string name, Convolution c, string from)
    {
        bool perChannel = random.Next(2) == 0;
        int type = random.Next(2) == 0 ? SignedByte : UnsignedByte;
        int channels = perChannel ? c.OutChannels : 1;
        int taps = c.Weights.Length / channels;
        float[] scales = new float[channels];
        long[] zeros = new long[channels];
        long[] weights = new long[c.Weights.Length];
        for (int k = 0; k < channels; k++)
        {
            zeros[k] = type == UnsignedByte ? random.Next(100, 150) : random.Next(-20, 20);
            scales[k] = Math.Max(1e-6f, c.Weights.AsSpan(k * taps, taps).ToArray().Max(Math.Abs) / 100);
            for (int i = k * taps; i < (k + 1) * taps; i++)
            {
                weights[i] = (long)Math.Round(c.Weights[i] / scales[k]) + zeros[k];
            }
        }

        float[] units = [.. scales.Select(s => s * scale)];
        long[] bias = [.. c.Bias.Select((b, o) => (long)Math.Round(b / units[o % channels]))];
        Add(name, c, from, (type, weights, scales, zeros), (bias, units));
        return (pairs ? Load(Activation(name)) : name, c with
        {
            Weights = [.. weights.Select((q, i) => (float)((double)(q - zeros[i / taps]) * scales[i / taps]))],
            Bias = [.. bias.Select((q, o) => q * units[o % channels])],
        });
    }

    private void Add(
        string name,
        Convolution c,
        string from,
        (int Type, long[] Values, float[] Scales, long[] Zeros) weights,
        (long[] Values, float[] Units) bias)
    {
        long[] perChannel = weights.Scales.Length == 1 ? [] : [weights.Scales.Length];
        string[] w =
        [
            Builder.AddIntegers(
                $"{name}_w", weights.Type, weights.Values, c.OutChannels, c.InChannels, c.KernelHeight, c.KernelWidth),
            Builder.AddTensor($"{name}_ws", weights.Scales, perChannel),
            Builder.AddIntegers($"{name}_wz", weights.Type, weights.Zeros, perChannel),
        ];
        string b = Builder.AddIntegers($"{name}_b", Integer, bias.Values, c.OutChannels);
        NodeProto node;
        if (pairs)
        {
            OnnxModelBuilder.Set(Builder.Node("DequantizeLinear", $"{name}_wf", w), "axis", 0);
            string unit = Builder.AddTensor($"{name}_bs", bias.Units, perChannel);
            OnnxModelBuilder.Set(Builder.Node("DequantizeLinear", $"{name}_bf", b, unit), "axis", 0);
            node = Builder.Node("Conv", name, from, $"{name}_wf", $"{name}_bf");
        }
        else
        {
            node = Builder.Node("QLinearConv", name, [from, .. Parameters(Lowest()), .. w, .. Store(null), b]);
            if (from == "pixels")
            {
                node.Input[1] = Builder.Find("pixels").Input[1];
                node.Input[2] = Builder.Find("pixels").Input[2];
            }
        }

        OnnxModelBuilder.Set(node, "strides", c.Stride, c.Stride);
        OnnxModelBuilder.Set(node, "pads", c.Pad, c.Pad, c.Pad, c.Pad);
    }

    /// <summary>ReLU by saturation, by itself with any zero point, or by both.</summary>
    private string Activation(string conv)
    {
        switch (random.Next(3))
        {
            case 0:
                return Store(conv, null);
            case 1:
                Builder.Node("Relu", $"{conv}_relu", conv);
                return Store($"{conv}_relu", null);
            default:
                Builder.Node("Relu", $"{conv}_relu", conv);
                return Store($"{conv}_relu", random.Next(1, 100));
        }
    }

    private string Pool(string from, MaxPool? pool)
    {
        if (pool is null)
        {
            return from;
        }

        string name = $"pool{names++}";
        NodeProto node = Builder.Node("MaxPool", name, from);
        OnnxModelBuilder.Set(node, "kernel_shape", pool.Kernel, pool.Kernel);
        OnnxModelBuilder.Set(node, "strides", pool.Stride, pool.Stride);
        OnnxModelBuilder.Set(node, "pads", pool.Pad, pool.Pad, pool.Pad, pool.Pad);
        OnnxModelBuilder.Set(node, "ceil_mode", pool.CeilMode ? 1 : 0);
        return pairs ? Load(Store(name, Lowest())) : name;
    }

    private void Tail(string from)
    {
        if (pairs)
        {
            Builder.Node("GlobalAveragePool", "average", from);
            Load(Store("average", Lowest()));
        }
        else if (random.Next(2) == 0)
        {
            string[] before = Parameters(Lowest());
            Builder.Extension("QLinearGlobalAveragePool", "average", [from, .. before, .. Store(null)]);
            Builder.Node("DequantizeLinear", "scores", ["average", .. Parameters(Lowest())]);
        }
        else
        {
            Builder.Node("DequantizeLinear", "real", [from, .. Parameters(Lowest())]);
            Builder.Node("GlobalAveragePool", "scores", "real");
        }
    }

    /// <summary>The names of a new scale and zero point, at the lowest unless another is wanted.</summary>
    private string[] Store(int? zero)
    {
        activationType = random.Next(2) == 0 ? UnsignedByte : SignedByte;
        scale = 0.01f + (float)random.NextDouble();
        return Parameters(zero ?? Lowest());
    }

    private string Store(string from, int? zero)
    {
        string[] parameters = Store(zero);
        Builder.Node("QuantizeLinear", $"{from}_q", [from, .. parameters]);
        return $"{from}_q";
    }

    /// <summary>Back to fp32, as the reader of a pair sees it.</summary>
    private string Load(string from)
    {
        if (!pairs)
        {
            return from;
        }

        NodeProto stored = Builder.Find(from);
        Builder.Node("DequantizeLinear", $"{from}_d", from, stored.Input[1], stored.Input[2]);
        return $"{from}_d";
    }

    private string[] Parameters(long zero)
    {
        int number = names++;
        return
        [
            Builder.AddTensor($"scale{number}", [scale]), Builder.AddIntegers($"zero{number}", activationType, [zero]),
        ];
    }

    private int Lowest() => activationType == UnsignedByte ? 0 : -128;
}
