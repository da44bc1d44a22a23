using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Import.Graphs;
using SqueezeNet.Embedded.Host.Import.Sources;

namespace SqueezeNet.Embedded.Host.Import.Onnx;

/// <summary>Finds the input an image goes into and its shape.</summary>
internal static class OnnxInput
{
    private const string Remedy =
        "Export the model with one image as input, in the order batch, channels, height, width";

    /// <summary>The only input that is not a weight.</summary>
    public static GraphInput Find(string file, GraphProto graph, Dictionary<string, IConstant> constants)
    {
        ValueInfoProto[] inputs = [.. graph.Input.Where(i => !constants.ContainsKey(i.Name))];
        RequireWeights(file, graph, inputs);
        if (inputs.Length != 1)
        {
            string names = string.Join(", ", inputs.Take(8).Select(i => $"'{i.Name}'"));
            throw new ImportException(file, $"the network has {inputs.Length} inputs {names}".TrimEnd(), Remedy);
        }

        return Shape(file, inputs[0]);
    }

    /// <summary>Refuses a network whose convolutions read weights that the caller is to bring along.</summary>
    private static void RequireWeights(string file, GraphProto graph, ValueInfoProto[] inputs)
    {
        HashSet<string> names = [.. inputs.Select(i => i.Name)];
        NodeProto? first = graph.Node.FirstOrDefault(n =>
            n.OpType is "Conv" or "QLinearConv" or "BatchNormalization" && n.Input.Skip(1).Any(names.Contains));
        if (inputs.Length > 1 && first is not null)
        {
            string weights = first.Input.Skip(1).First(names.Contains);
            throw new ImportException(
                file,
                $"its weights are not in the file: '{weights}' is one of {inputs.Length} inputs, as "
                + "torch.onnx.export(export_params=False) writes it",
                Remedies.StoreWeights,
                first.Name.Length > 0 ? first.Name : first.Output.FirstOrDefault());
        }
    }

    private static GraphInput Shape(string file, ValueInfoProto input)
    {
        TypeProto.Types.Tensor? tensor = input.Type?.TensorType;
        bool isBytes = tensor is { ElemType: OnnxTensor.Byte };
        if (tensor is { HasElemType: true } && !isBytes && !Casts.IsReal(tensor.ElemType))
        {
            string problem = $"input '{input.Name}' has element type {OnnxTensor.NameOf(tensor.ElemType)}; "
                + "images go in as float or uint8";
            throw new ImportException(file, problem, Remedies.FloatInput);
        }

        return Shape(file, input.Name, tensor) with { IsBytes = isBytes };
    }

    private static GraphInput Shape(string file, string name, TypeProto.Types.Tensor? tensor)
    {
        if (tensor?.Shape is not { } shape)
        {
            return new GraphInput(name, null, null, null);
        }

        int?[] dims = [.. shape.Dim.Select(Size)];
        RequireChannelsFirst(file, name, shape);
        return dims.Length == 4 && dims[1] is 3 or null
            ? new GraphInput(name, dims[1], dims[2], dims[3])
            : throw new ImportException(
                file, $"input '{name}' has shape {Show(dims)}, not N x 3 x H x W", Remedy);
    }

    /// <summary>What dimensions are called, where the file says it (ONNX's DimensionDenotation.md).</summary>
    private static void RequireChannelsFirst(string file, string name, TensorShapeProto shape)
    {
        string[] denoted = [.. shape.Dim.Select(d => d.Denotation)];
        int channels = System.Array.FindIndex(denoted, d => d == "DATA_CHANNEL");
        if (channels is not (-1 or 1))
        {
            throw new ImportException(
                file, $"input '{name}' has its channels (DATA_CHANNEL) in dimension {channels}, not 1", Remedy);
        }
    }

    private static int? Size(TensorShapeProto.Types.Dimension dimension)
    {
        return dimension.HasDimValue && dimension.DimValue is > 0 and <= int.MaxValue ? (int)dimension.DimValue : null;
    }

    private static string Show(int?[] dims) => string.Join(" x ", dims.Take(8).Select(d => d?.ToString() ?? "?"));
}
