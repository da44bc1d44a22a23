using System;
using System.Linq;
using SqueezeNet.Embedded.Host.Float;
using SqueezeNet.Embedded.Host.Import.Onnx;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Tests.Host.Import;

/// <summary>Writes a model as ONNX in one of the many ways in which exporters do; the seed chooses.</summary>
internal sealed class OnnxWriter
{
    private readonly SqueezeNetModel model;
    private readonly Random random;
    private readonly OnnxModelBuilder builder;
    private readonly bool keepInitializersAsInputs;
    private int height;
    private int width;

    private OnnxWriter(SqueezeNetModel model, int seed)
    {
        this.model = model;
        random = new Random(seed);
        keepInitializersAsInputs = Coin();
        (height, width) = (model.Input.Height, model.Input.Width);
        builder = new OnnxModelBuilder(1, 3, height, width);
    }

    public static byte[] Write(SqueezeNetModel model, int seed)
    {
        OnnxWriter writer = new(model, seed);
        writer.Write();
        return writer.builder.ToBytes();
    }

    private void Write()
    {
        string at = Pool("pool1", Relu(Convolution("conv1", model.Conv1, "image")), model.Pool1);
        foreach (Fire fire in model.Fires)
        {
            at = Pool($"{fire.Name}_pool", AddFire(fire, at), fire.PoolAfter);
        }

        Tail(Relu(Convolution("conv10", model.Conv10, Dropout(at))));
        foreach (TensorProto tensor in builder.Model.Graph.Initializer.Where(_ => keepInitializersAsInputs))
        {
            builder.Model.Graph.Input.Add(new ValueInfoProto { Name = tensor.Name });
        }
    }

    private string AddFire(Fire fire, string from)
    {
        string squeeze = Relu(Convolution($"{fire.Name}_squeeze", fire.Squeeze, from));
        (int h, int w) = (height, width);
        string small = Convolution($"{fire.Name}_expand1", fire.Expand1x1, squeeze);
        (height, width) = (h, w);
        string large = Convolution($"{fire.Name}_expand3", fire.Expand3x3, squeeze);
        bool late = Coin();
        string[] parts = late ? [small, large] : [Relu(small), Relu(large)];
        OnnxModelBuilder.Set(builder.Node("Concat", fire.Name, parts), "axis", Coin() ? 1 : -3);
        string wide = late ? Relu(fire.Name) : fire.Name;
        if (!fire.HasBypass)
        {
            return wide;
        }

        string sum = $"{fire.Name}_sum";
        builder.Node(Coin() ? "Add" : "Sum", sum, Coin() ? [wide, from] : [from, wide]);
        return sum;
    }

    private string Convolution(string name, Convolution c, string from)
    {
        bool separate = c.Pad > 0 && Coin();
        from = separate ? PadNode($"{name}_pad", from, c.Pad) : from;
        NodeProto node = builder.Node("Conv", name, from, Tensor($"{name}_w", c.Weights, Shape(c)));
        node.Input.Add(Tensor($"{name}_b", c.Bias, c.OutChannels));
        OnnxModelBuilder.Set(node, "strides", c.Stride, c.Stride);
        OnnxModelBuilder.Set(node, "pads", [.. Enumerable.Repeat(separate ? 0L : c.Pad, 4)]);
        height = Size(height, c.KernelHeight, c);
        width = Size(width, c.KernelWidth, c);
        return name;
    }

    private static int Size(int size, int kernel, Convolution c) => ((size + (2 * c.Pad) - kernel) / c.Stride) + 1;

    private static long[] Shape(Convolution c) => [c.OutChannels, c.InChannels, c.KernelHeight, c.KernelWidth];

    private string Pool(string name, string from, MaxPool? pool)
    {
        if (pool is null)
        {
            return from;
        }

        bool separate = pool.Pad > 0 && Coin();
        NodeProto node = builder.Node("MaxPool", name, separate ? PadNode($"{name}_pad", from, pool.Pad) : from);
        (int h, int w) = (height, width);
        height = Pooling.OutputSize(pool, h);
        width = Pooling.OutputSize(pool, w);
        long[] pads = [.. Enumerable.Repeat(separate ? 0L : pool.Pad, 4)];
        long[] more = [0, 0, Missing(pool, h, height), Missing(pool, w, width)];
        bool far = pool.CeilMode && !separate && more.Any(m => m > 0) && Coin();
        OnnxModelBuilder.Set(node, "kernel_shape", pool.Kernel, pool.Kernel);
        OnnxModelBuilder.Set(node, "strides", pool.Stride, pool.Stride);
        OnnxModelBuilder.Set(node, "pads", far ? [.. pads.Zip(more, (a, b) => a + b)] : pads);
        OnnxModelBuilder.Set(node, "ceil_mode", pool.CeilMode && !far ? 1 : 0);
        return name;
    }

    /// <summary>How far the last window reaches beyond the padded tensor.</summary>
    private static long Missing(MaxPool pool, int size, int outputs)
    {
        return Math.Max(0, ((outputs - 1) * pool.Stride) + pool.Kernel - size - (2 * pool.Pad));
    }

    private string PadNode(string name, string from, int pad)
    {
        switch (random.Next(3))
        {
            case 0:
                OnnxModelBuilder.Set(builder.Node("Pad", name, from), "pads", 0, 0, pad, pad, 0, 0, pad, pad);
                break;
            case 1:
                builder.AddIntegers($"{name}_pads", 7, [0, 0, pad, pad, 0, 0, pad, pad], 8);
                builder.Node("Pad", name, from, $"{name}_pads", builder.AddTensor($"{name}_zero", [0f]));
                break;
            default:
                builder.AddIntegers($"{name}_pads", 7, [pad, pad, pad, pad], 4);
                builder.AddIntegers($"{name}_axes", 7, [-1, 2], 2);
                builder.Node("Pad", name, from, $"{name}_pads", "", $"{name}_axes");
                break;
        }

        return name;
    }

    private string Relu(string from)
    {
        builder.Node("Relu", $"{from}_relu", from);
        return $"{from}_relu";
    }

    private string Dropout(string from)
    {
        switch (random.Next(4))
        {
            case 0:
                return from;
            case 1:
                builder.Node("Identity", "drop", from);
                return "drop";
            case 2:
                builder.Node("Dropout", "drop", from).Output.Add("mask");
                return "drop";
            default:
                builder.Node("Dropout", "drop", from, builder.AddTensor("ratio", [0.5f]));
                return "drop";
        }
    }

    private void Tail(string from)
    {
        switch (random.Next(6))
        {
            case 0:
                builder.Node("GlobalAveragePool", "average", from);
                builder.Node("Flatten", "scores", "average");
                break;
            case 1:
                // As MXNet writes it: the window's size is its stride too.
                NodeProto pool = builder.Node("AveragePool", "average", from);
                OnnxModelBuilder.Set(pool, "kernel_shape", height, width);
                OnnxModelBuilder.Set(pool, "strides", height, width);
                builder.Node("Reshape", "scores", "average", builder.AddIntegers("shape", 7, [0, -1], 2));
                break;
            case 2:
                OnnxModelBuilder.Set(builder.Node("ReduceMean", "scores", from), "axes", 2, 3);
                break;
            case 3:
                // Opset 18: the axes are an input.
                NodeProto axes = builder.Node("Constant", "axes");
                OnnxModelBuilder.Set(axes, "value_ints", -1, -2);
                builder.Node("ReduceMean", "average", from, "axes");
                builder.Node("Squeeze", "flat", "average");
                builder.Node("Softmax", "scores", "flat");
                break;
            case 4:
                // x.view(x.size(0), -1) before constants were folded.
                builder.Node("GlobalAveragePool", "average", from);
                builder.Node("Shape", "sizes", "average");
                builder.Node("Gather", "batch", "sizes", builder.AddIntegers("first", 7, [0]));
                builder.Node("Unsqueeze", "rows", "batch");
                builder.Node("Concat", "shape", "rows", builder.AddIntegers("rest", 7, [-1], 1));
                builder.Node("Reshape", "scores", "average", "shape");
                break;
            default:
                builder.Node("GlobalAveragePool", "average", from);
                builder.Node("Identity", "same", "average");
                builder.Node("Flatten", "flat", "same");
                builder.Node("LogSoftmax", "scores", "flat");
                break;
        }
    }

    /// <summary>
    /// Weights as an initializer with raw or listed values, as a Constant node, or behind an Identity.
    /// </summary>
    private string Tensor(string name, float[] values, params long[] dims)
    {
        builder.AddTensor(name, values, dims);
        TensorProto tensor = builder.Tensor(name);
        switch (random.Next(4))
        {
            case 0:
                tensor.ClearRawData();
                tensor.FloatData.AddRange(values);
                break;
            case 1:
                builder.Model.Graph.Initializer.Remove(tensor);
                builder.Node("Constant", name).Attribute.Add(new AttributeProto { Name = "value", T = tensor });
                break;
            case 2:
                builder.Node("Identity", $"{name}_shared", name);
                return $"{name}_shared";
            default:
                break;
        }

        return name;
    }

    private bool Coin() => random.Next(2) == 0;
}
