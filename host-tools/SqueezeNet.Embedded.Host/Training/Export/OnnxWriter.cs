using System;
using Google.Protobuf;
using SqueezeNet.Embedded.Host.Float;
using SqueezeNet.Embedded.Host.Import.Onnx;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Training.Export;

/// <summary>
/// Writes a model as an ONNX file, opset 13, fp32, for one image at a time. What its metadata says is read back by
/// <see cref="Import.ModelImporter"/>: mean, standard deviation, crop and labels need no option.
/// </summary>
/// <remarks>
/// The input <c>input</c> is [1, 3, height, width], R, G, B, (pixel - mean) / std; the output <c>logits</c> is
/// [1, classes], before softmax. Nodes are named by their place: <c>conv1</c>, <c>fire2.squeeze</c>, ...
/// <c>conv10</c>; weights are <c>fire2.squeeze.weight</c> and <c>fire2.squeeze.bias</c>.
/// </remarks>
public sealed class OnnxWriter
{
    private const int IrVersion = 7;
    private const int OperatorSet = 13;
    private const string Input = "input";
    private const string Output = "logits";

    private readonly SqueezeNetModel model;
    private readonly OnnxGraph graph;
    private int height;
    private int width;

    private OnnxWriter(SqueezeNetModel model)
    {
        this.model = model;
        (height, width) = (model.Input.Height, model.Input.Width);
        graph = new OnnxGraph(
            model.Name, OnnxGraph.Value(Input, 1, 3, height, width), OnnxGraph.Value(Output, 1, model.Classes));
    }

    /// <summary>The file: the same model gives the same bytes.</summary>
    public static byte[] Write(SqueezeNetModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        OnnxWriter writer = new(model);
        writer.Write();
        ModelProto file = new()
        {
            IrVersion = IrVersion,
            ProducerName = "SqueezeNet.Embedded",
            ProducerVersion = typeof(OnnxWriter).Assembly.GetName().Version!.ToString(3),
            Graph = writer.graph.Proto,
        };
        file.OpsetImport.Add(new OperatorSetIdProto { Domain = string.Empty, Version = OperatorSet });
        file.MetadataProps.AddRange(WrittenMetadata.Of(model));
        return file.ToByteArray();
    }

    private void Write()
    {
        string at = Pool("pool1", model.Pool1, Rectified("conv1", model.Conv1, Input));
        for (int k = 0; k < model.Fires.Count; k++)
        {
            // The first Fire module of the paper is fire2.
            string name = $"fire{k + 2}";
            at = Pool($"{name}.pool", model.Fires[k].PoolAfter, Fire(name, model.Fires[k], at));
        }

        at = model.HasLastRelu ? Rectified("conv10", model.Conv10, at) : Convolution("conv10", model.Conv10, at);
        graph.Add("GlobalAveragePool", "average", at);
        OnnxGraph.Set(graph.Add("Flatten", Output, "average"), "axis", 1);
    }

    private string Fire(string name, Fire fire, string from)
    {
        string squeeze = Rectified($"{name}.squeeze", fire.Squeeze, from);
        (int h, int w) = (height, width);
        string small = Rectified($"{name}.expand1x1", fire.Expand1x1, squeeze);
        (height, width) = (h, w);
        string large = Rectified($"{name}.expand3x3", fire.Expand3x3, squeeze);
        NodeProto both = graph.Add("Concat", $"{name}.concat", small, large);
        OnnxGraph.Set(both, "axis", 1);
        return fire.HasBypass ? graph.Add("Add", $"{name}.bypass", both.Name, from).Name : both.Name;
    }

    private string Rectified(string name, Convolution convolution, string from)
    {
        return graph.Add("Relu", $"{name}.relu", Convolution(name, convolution, from)).Name;
    }

    private string Convolution(string name, Convolution c, string from)
    {
        string weight = graph.Add(
            $"{name}.weight", c.Weights, c.OutChannels, c.InChannels, c.KernelHeight, c.KernelWidth);
        string bias = graph.Add($"{name}.bias", c.Bias, c.OutChannels);
        NodeProto node = graph.Add("Conv", name, from, weight, bias);
        OnnxGraph.SetList(node, "dilations", 1, 1);
        OnnxGraph.Set(node, "group", 1);
        OnnxGraph.SetList(node, "kernel_shape", c.KernelHeight, c.KernelWidth);
        OnnxGraph.SetList(node, "pads", c.Pad, c.Pad, c.Pad, c.Pad);
        OnnxGraph.SetList(node, "strides", c.Stride, c.Stride);
        height = ((height + (2 * c.Pad) - c.KernelHeight) / c.Stride) + 1;
        width = ((width + (2 * c.Pad) - c.KernelWidth) / c.Stride) + 1;
        return name;
    }

    private string Pool(string name, MaxPool? pool, string from)
    {
        if (pool is null)
        {
            return from;
        }

        (int h, int w) = (height, width);
        height = Pooling.OutputSize(pool, h);
        width = Pooling.OutputSize(pool, w);
        // Of a last kernel that begins in the padding behind the image PyTorch, Caffe and the engine make nothing, but
        // ONNX before opset 22 an output, and run-times differ (findings/onnxruntime-ceil-pool.sh). Such a pool is
        // written without ceil_mode, with just the padding that its outputs need.
        bool isExact = height == Outputs(pool, h) && width == Outputs(pool, w);
        int bottom = isExact ? pool.Pad : Behind(pool, h, height);
        int right = isExact ? pool.Pad : Behind(pool, w, width);
        NodeProto node = graph.Add("MaxPool", name, from);
        OnnxGraph.Set(node, "ceil_mode", isExact && pool.CeilMode ? 1 : 0);
        OnnxGraph.SetList(node, "kernel_shape", pool.Kernel, pool.Kernel);
        OnnxGraph.SetList(node, "pads", pool.Pad, pool.Pad, bottom, right);
        OnnxGraph.SetList(node, "strides", pool.Stride, pool.Stride);
        return name;
    }

    /// <summary>How many outputs ONNX's formula gives.</summary>
    private static int Outputs(MaxPool pool, int size)
    {
        int more = pool.CeilMode ? pool.Stride - 1 : 0;
        return ((size + (2 * pool.Pad) - pool.Kernel + more) / pool.Stride) + 1;
    }

    /// <summary>The padding behind, from 0, with which so many kernels fill the tensor.</summary>
    private static int Behind(MaxPool pool, int size, int outputs)
    {
        return ((outputs - 1) * pool.Stride) + pool.Kernel - size - pool.Pad;
    }
}
