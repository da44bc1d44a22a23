using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Import.Graphs;
using SqueezeNet.Embedded.Host.Import.Sources;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Import.Torch;

/// <summary>Puts the tensors of a state dict into torchvision's SqueezeNets.</summary>
internal sealed class TorchReader
{
    private const int Side = 224;
    private const long MaxValues = 1 << 26;
    private const string Input = "input";
    private const string OnlyTorchvision =
        "A state dict does not say how its tensors are connected, so only torchvision's squeezenet1_0 and "
        + "squeezenet1_1 can be read from one (any number of classes); export other networks with torch.onnx.export";

    private readonly string file;
    private readonly Dictionary<string, TorchTensor> tensors;
    private readonly Dictionary<string, IConstant> constants = [];
    private readonly List<GraphNode> nodes = [];
    private long values;

    private TorchReader(TorchFile file)
    {
        this.file = file.Source.Path;
        tensors = StateDict.Find(file);
        foreach ((string name, TorchTensor tensor) in tensors)
        {
            constants[name] = new TorchConstant(file, tensor);
        }
    }

    /// <summary>The network of a file of torch.save.</summary>
    public static Graph Read(SourceFile source)
    {
        return new TorchReader(TorchFile.Open(source)).Build();
    }

    private Graph Build()
    {
        TorchvisionLayout layout = Layout();
        string at = Convolution("features.0", Input, 2, 0);
        for (int i = 2; i <= layout.Last; i++)
        {
            at = layout.Pools.Contains(i) ? Pool($"features.{i}", at) : Fire($"features.{i}", at);
        }

        // torchvision has its dropout at classifier.0; without one the convolution moves there.
        string name = tensors.ContainsKey("classifier.0.weight") ? "classifier.0" : "classifier.1";
        string last = Convolution(name, at, 1, 0);
        Add("average", "GlobalAveragePool", [last], new NodeAttributes());
        RequireNothingElse();
        return new Graph(file, new GraphInput(Input, 3, Side, Side), [], nodes, constants);
    }

    private TorchvisionLayout Layout()
    {
        IReadOnlyList<long> shape = tensors["features.0.weight"].Shape;
        return TorchvisionLayout.All.FirstOrDefault(
                l => shape.Count == 4 && shape[2] == l.Kernel && shape[3] == l.Kernel)
            ?? throw new ImportException(
                file,
                $"a first convolution of {string.Join(" x ", shape.Take(8))} is that "
                + "of neither v1.0 (7x7) nor v1.1 (3x3)",
                OnlyTorchvision,
                "features.0");
    }

    private string Fire(string name, string from)
    {
        string squeeze = Convolution($"{name}.squeeze", from, 1, 0);
        string[] expands =
        [
            Convolution($"{name}.expand1x1", squeeze, 1, 0), Convolution($"{name}.expand3x3", squeeze, 1, 1),
        ];
        return Add(name, "Concat", expands, new NodeAttributes().With("axis", 1));
    }

    private string Convolution(string name, string from, int stride, int pad)
    {
        foreach (string tensor in new[] { $"{name}.weight", $"{name}.bias" })
        {
            if (!tensors.Remove(tensor, out TorchTensor? found))
            {
                throw new ImportException(file, $"there is no tensor '{tensor}'", OnlyTorchvision);
            }

            Count(found, name);
        }

        NodeAttributes attributes = new NodeAttributes().With("strides", stride, stride)
            .With("pads", pad, pad, pad, pad);
        string sum = Add(name, "Conv", [from, $"{name}.weight", $"{name}.bias"], attributes);
        return Add($"{name}.relu", "Relu", [sum], new NodeAttributes());
    }

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
            .With("ceil_mode", 1);
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
