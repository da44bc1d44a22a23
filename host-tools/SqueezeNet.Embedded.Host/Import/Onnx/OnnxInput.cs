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
        if (inputs.Length != 1)
        {
            string names = string.Join(", ", inputs.Take(8).Select(i => $"'{i.Name}'"));
            throw new ImportException(file, $"the network has {inputs.Length} inputs {names}".TrimEnd(), Remedy);
        }

        return Shape(file, inputs[0]);
    }

    private static GraphInput Shape(string file, ValueInfoProto input)
    {
        TypeProto.Types.Tensor? tensor = input.Type?.TensorType;
        if (tensor is { HasElemType: true, ElemType: not OnnxTensor.Float })
        {
            string problem = $"input '{input.Name}' has element type {tensor.ElemType}, not float";
            throw new ImportException(file, problem, Remedies.ExportFp32);
        }

        if (tensor?.Shape is not { } shape)
        {
            return new GraphInput(input.Name, null, null, null);
        }

        int?[] dims = [.. shape.Dim.Select(Size)];
        return dims.Length == 4 && dims[1] is 3 or null
            ? new GraphInput(input.Name, dims[1], dims[2], dims[3])
            : throw new ImportException(
                file, $"input '{input.Name}' has shape {Show(dims)}, not N x 3 x H x W", Remedy);
    }

    private static int? Size(TensorShapeProto.Types.Dimension dimension)
    {
        return dimension.HasDimValue && dimension.DimValue is > 0 and <= int.MaxValue ? (int)dimension.DimValue : null;
    }

    private static string Show(int?[] dims) => string.Join(" x ", dims.Take(8).Select(d => d?.ToString() ?? "?"));
}
