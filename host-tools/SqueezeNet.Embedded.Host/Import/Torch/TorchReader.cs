using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Import.Graphs;
using SqueezeNet.Embedded.Host.Import.Sources;

namespace SqueezeNet.Embedded.Host.Import.Torch;

/// <summary>Puts the tensors of a state dict into torchvision's SqueezeNets.</summary>
internal sealed class TorchReader
{
    private const long MaxValues = 1 << 26;
    private const string Input = "input";
    private const string OnlyTorchvision =
        "A state dict does not say how its tensors are connected, so only torchvision's squeezenet1_0 and "
        + "squeezenet1_1 can be read from one (any number of classes); export other networks with torch.onnx.export";

    private readonly string file;
    private readonly WeightsCandidate weights;
    private readonly ImportOptions options;
    private readonly Dictionary<string, TorchTensor> tensors;
    private readonly Dictionary<string, IConstant> constants = [];
    private readonly List<GraphNode> nodes = [];
    private long values;

    private TorchReader(TorchFile file, WeightsCandidate weights, ImportOptions options)
    {
        this.file = file.Source.Path;
        this.weights = weights;
        this.options = options;
        tensors = weights.Tensors;
        foreach ((string name, TorchTensor tensor) in tensors)
        {
            constants[name] = new TorchConstant(file, tensor);
        }
    }

    /// <summary>The network of a file of torch.save, and what is to be known of where it was found.</summary>
    public static (Graph Graph, string? Note) Read(SourceFile source, ImportOptions options)
    {
        TorchFile file = TorchFile.Open(source);
        StateDict found = StateDict.Find(file, options.StateDictKey);
        return (new TorchReader(file, found.Weights, options).Build(), found.Note);
    }

    private Graph Build()
    {
        TorchvisionLayout layout = Layout();
        StateDictSettings.RequireGeometry(file, options, layout.Kernel);
        string at = Rectified(
            "features.0",
            Convolution("features.0", Input, options.Conv1Stride ?? Assumed.Stride, options.Conv1Pad ?? Assumed.Pad));
        for (int i = 2; i <= layout.Last; i++)
        {
            at = layout.Pools.Contains(i) ? Pool($"features.{i}", at) : Fire($"features.{i}", at);
        }

        string last = Convolution(weights.Classifier, at, 1, 0);
        last = options.LastRelu ?? Assumed.LastRelu ? Rectified(weights.Classifier, last) : last;
        Add("average", "GlobalAveragePool", [last], new NodeAttributes());
        RequireNothingElse();
        return new Graph(file, new GraphInput(Input, 3, Assumed.Side, Assumed.Side), [], nodes, constants);
    }

    private TorchvisionLayout Layout()
    {
        return weights.Layout ?? throw new ImportException(
            file,
            $"a first convolution of {PickleText.Shape(tensors[TorchvisionLayout.First].Shape)} is that "
            + "of neither v1.0 (7x7) nor v1.1 (3x3)",
            OnlyTorchvision,
            "features.0");
    }

    private string Fire(string name, string from)
    {
        string squeeze = Rectified($"{name}.squeeze", Convolution($"{name}.squeeze", from, 1, 0));
        string[] expands =
        [
            Rectified($"{name}.expand1x1", Convolution($"{name}.expand1x1", squeeze, 1, 0)),
            Rectified($"{name}.expand3x3", Convolution($"{name}.expand3x3", squeeze, 1, 1)),
        ];
        return Add(name, "Concat", expands, new NodeAttributes().With("axis", 1));
    }

    private string Convolution(string name, string from, int stride, int pad)
    {
        foreach (string tensor in new[] { $"{name}.weight", $"{name}.bias" })
        {
            Count(tensors[tensor], name);
            tensors.Remove(tensor);
        }

        NodeAttributes attributes = new NodeAttributes().With("strides", stride, stride)
            .With("pads", pad, pad, pad, pad);
        return Add(name, "Conv", [from, $"{name}.weight", $"{name}.bias"], attributes);
    }

    private string Rectified(string name, string sum) => Add($"{name}.relu", "Relu", [sum], new NodeAttributes());

    /// <summary>Tensors may share a storage; that must not let a small file fill the memory.</summary>
    private void Count(TorchTensor tensor, string name)
    {
        values += tensor.Shape.Aggregate(
            1L, (count, size) => count > MaxValues || size > MaxValues ? MaxValues + 1 : count * size);
        if (values > MaxValues)
        {
            throw new ImportException(file, "its weights are too many for a SqueezeNet", Remedies.Damaged, name);
        }
    }

    private string Pool(string name, string from)
    {
        NodeAttributes attributes = new NodeAttributes()
            .With("kernel_shape", 3, 3)
            .With("strides", 2, 2)
            .With("ceil_mode", options.CeilMode ?? Assumed.CeilMode ? 1 : 0);
        return Add(name, "MaxPool", [from], attributes);
    }

    private string Add(string name, string op, string[] inputs, NodeAttributes attributes)
    {
        string output = $"{name}.out";
        nodes.Add(new GraphNode(name, op, inputs, [output], attributes));
        return output;
    }

    /// <summary>A tensor without a place belongs to a layer that would be left out.</summary>
    private void RequireNothingElse()
    {
        if (tensors.Count > 0)
        {
            throw new ImportException(
                file, $"tensor '{tensors.Keys.First()}' does not occur in torchvision's SqueezeNets", OnlyTorchvision);
        }
    }
}
