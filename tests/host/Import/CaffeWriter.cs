using System.Collections.Generic;
using System.Linq;
using Google.Protobuf;
using SqueezeNet.Embedded.Host.Import.Caffe;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Tests.Host.Import;

/// <summary>Writes a model as a Caffe network: with today's layers or those of the first format.</summary>
internal sealed class CaffeWriter
{
    private readonly SqueezeNetModel model;
    private readonly NetParameter net = new();

    public CaffeWriter(SqueezeNetModel model)
    {
        this.model = model;
    }

    /// <summary>Whether to write messages 'layers' with an enumerated type.</summary>
    public bool Old { get; init; }

    /// <summary>Whether blobs have the four old sizes instead of a shape.</summary>
    public bool OldShapes { get; init; }

    public bool Doubles { get; init; }

    /// <summary>Whether to write the network as a solver saves it: data, labels, splits, loss.</summary>
    public bool Training { get; init; }

    /// <summary>Whether layers say where they are connected.</summary>
    public bool Connected { get; init; } = true;

    /// <summary>The network; conv1 reads its channels in the model's order.</summary>
    public NetParameter Write()
    {
        Input();
        string at = Pool("pool1", Convolution(model.Conv1, "data"), model.Pool1);
        foreach (Fire fire in model.Fires)
        {
            at = Pool($"{fire.Name}/pool", AddFire(fire, at), fire.PoolAfter);
        }

        Add("drop", "Dropout", [at], at);
        at = Convolution(model.Conv10, at);
        Add("average", "Pooling", [at], "average", new PoolingParameter
        {
            Pool = PoolingParameter.Types.PoolMethod.Ave,
            GlobalPooling = true,
        });
        if (Training)
        {
            Split("label", ["label_0", "label_1"]);
            Split("average", ["average_0", "average_1"]);
            Add("loss", "SoftmaxWithLoss", ["average_0", "label_0"], "loss");
            Add("accuracy", "Accuracy", ["average_1", "label_1"], "accuracy");
        }
        else
        {
            Add("prob", "Softmax", ["average"], "prob");
        }

        return net;
    }

    private void Input()
    {
        (int height, int width) = (model.Input.Height, model.Input.Width);
        if (!Training)
        {
            net.Input.Add("data");
            net.InputDim.AddRange([1, 3, height, width]);
            return;
        }

        TransformationParameter transformation = new() { CropSize = (uint)height, Scale = 0.5f };
        transformation.MeanValue.AddRange([10, 20, 30]);
        NetStateRule rule = new() { Phase = Phase.Train };
        if (Old)
        {
            net.Layers.Add(new V1LayerParameter
            {
                Name = "data",
                Type = V1LayerParameter.Types.LayerType.Data,
                Top = { "data", "label" },
                TransformParam = transformation,
                Include = { rule },
            });
        }
        else
        {
            net.Layer.Add(new LayerParameter
            {
                Name = "data",
                Type = "Data",
                Top = { "data", "label" },
                TransformParam = transformation,
                Include = { rule },
            });
        }
    }

    private string AddFire(Fire fire, string from)
    {
        string bypass = from;
        if (Training && fire.HasBypass)
        {
            Split(from, [$"{from}_0", $"{from}_1"]);
            (from, bypass) = ($"{from}_0", $"{from}_1");
        }

        string squeeze = Convolution(fire.Squeeze, from);
        string[] copies = Training ? [$"{squeeze}_0", $"{squeeze}_1"] : [squeeze, squeeze];
        if (Training)
        {
            Split(squeeze, copies);
        }

        string[] parts = [Convolution(fire.Expand1x1, copies[0]), Convolution(fire.Expand3x3, copies[1])];
        Add(fire.Name, "Concat", parts, fire.Name);
        if (!fire.HasBypass)
        {
            return fire.Name;
        }

        Add($"{fire.Name}/sum", "Eltwise", [bypass, fire.Name], $"{fire.Name}/sum");
        return $"{fire.Name}/sum";
    }

    private void Split(string from, string[] copies)
    {
        Add($"{from}_split", "Split", [from], copies[0]);
        foreach (string copy in copies.Skip(1))
        {
            (Old ? net.Layers[^1].Top : net.Layer[^1].Top).Add(copy);
        }
    }

    private string Convolution(Convolution c, string from)
    {
        ConvolutionParameter parameter = new() { NumOutput = (uint)c.OutChannels };
        parameter.KernelSize.Add((uint)c.KernelHeight);
        parameter.Stride.Add((uint)c.Stride);
        parameter.Pad.Add((uint)c.Pad);
        Add(c.Name, "Convolution", [from], c.Name, parameter);
        IList<BlobProto> blobs = Old ? net.Layers[^1].Blobs : net.Layer[^1].Blobs;
        blobs.Add(Blob(c.Weights, [c.OutChannels, c.InChannels, c.KernelHeight, c.KernelWidth]));
        blobs.Add(Blob(c.Bias, [c.OutChannels]));
        Add($"relu_{c.Name}", "ReLU", [c.Name], c.Name);
        return c.Name;
    }

    private BlobProto Blob(float[] values, int[] shape)
    {
        BlobProto blob = new();
        if (OldShapes)
        {
            int[] four = [.. Enumerable.Repeat(1, 4 - shape.Length), .. shape];
            (blob.Num, blob.Channels, blob.Height, blob.Width) = (four[0], four[1], four[2], four[3]);
        }
        else
        {
            blob.Shape = new BlobShape();
            blob.Shape.Dim.AddRange(shape.Select(d => (long)d));
        }

        if (Doubles)
        {
            blob.DoubleData.AddRange(values.Select(v => (double)v));
        }
        else
        {
            blob.Data.AddRange(values);
        }

        return blob;
    }

    private string Pool(string name, string from, MaxPool? pool)
    {
        if (pool is null)
        {
            return from;
        }

        Add(name, "Pooling", [from], name, new PoolingParameter
        {
            KernelSize = (uint)pool.Kernel,
            Stride = (uint)pool.Stride,
            Pad = (uint)pool.Pad,
            RoundMode = pool.CeilMode ? PoolingParameter.Types.RoundMode.Ceil : PoolingParameter.Types.RoundMode.Floor,
        });
        return name;
    }

    private void Add(string name, string type, string[] bottoms, string top, IMessage? parameter = null)
    {
        if (Old)
        {
            V1LayerParameter layer = new()
            {
                Name = name,
                Type = OldType(type),
                ConvolutionParam = parameter as ConvolutionParameter,
                PoolingParam = parameter as PoolingParameter,
            };
            layer.Bottom.AddRange(Connected ? bottoms : []);
            layer.Top.AddRange(Connected ? [top] : []);
            net.Layers.Add(layer);
        }
        else
        {
            LayerParameter layer = new()
            {
                Name = name,
                Type = type,
                ConvolutionParam = parameter as ConvolutionParameter,
                PoolingParam = parameter as PoolingParameter,
            };
            layer.Bottom.AddRange(Connected ? bottoms : []);
            layer.Top.AddRange(Connected ? [top] : []);
            net.Layer.Add(layer);
        }
    }

    private static V1LayerParameter.Types.LayerType OldType(string type) => type switch
    {
        "ReLU" => V1LayerParameter.Types.LayerType.Relu,
        "SoftmaxWithLoss" => V1LayerParameter.Types.LayerType.SoftmaxLoss,
        _ => System.Enum.Parse<V1LayerParameter.Types.LayerType>(type),
    };
}
