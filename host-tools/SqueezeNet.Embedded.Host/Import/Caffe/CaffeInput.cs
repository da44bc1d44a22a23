using System.Linq;
using SqueezeNet.Embedded.Host.Import.Graphs;

namespace SqueezeNet.Embedded.Host.Import.Caffe;

/// <summary>Finds the input of a prototxt: an Input layer, or the fields input and input_dim or input_shape.</summary>
internal static class CaffeInput
{
    /// <summary>Whether a layer only brings pictures in.</summary>
    public static bool IsInput(PrototxtMessage layer) => layer.Text("type", "") is "Input" or "Data" or "ImageData";

    /// <summary>The input with its shape as far as the file states it.</summary>
    public static GraphInput Find(string file, PrototxtMessage net, PrototxtMessage[] layers)
    {
        PrototxtMessage[] found = [.. layers.Where(IsInput)];
        string[] names = [.. net.Texts("input"), .. found.Select(l => l.Texts("top").FirstOrDefault() ?? "")];
        if (names.Length != 1)
        {
            string problem = $"it has {names.Length} inputs, a SqueezeNet has one";
            throw new ImportException(file, problem, Remedies.FixPrototxt);
        }

        int[] dims = found.Length == 1
            ? found[0].Message("input_param").Message("shape").Integers("dim")
            : [.. net.Integers("input_dim"), .. net.Message("input_shape").Integers("dim")];
        return Shape(file, names[0], dims);
    }

    private static GraphInput Shape(string file, string name, int[] dims)
    {
        if (dims.Length == 0)
        {
            return new GraphInput(name, null, null, null);
        }

        return dims.Length == 4 && dims[1] == 3
            ? new GraphInput(name, 3, dims[2], dims[3])
            : throw new ImportException(
                file,
                $"input '{name}' has shape {string.Join(" x ", dims.Take(8))}, not N x 3 x H x W",
                Remedies.FixPrototxt);
    }
}
