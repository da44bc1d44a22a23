using System.Linq;
using SqueezeNet.Embedded.Host.Import.Graphs;
using SqueezeNet.Embedded.Host.Import.Sources;

namespace SqueezeNet.Embedded.Host.Import.Caffe;

/// <summary>
/// Finds the input of a Caffe network: an Input layer, a data layer of its training, or the fields input and input_dim
/// or input_shape.
/// </summary>
internal static class CaffeInput
{
    private static readonly string[] DataLayers =
    [
        "Input", "Data", "ImageData", "MemoryData", "HDF5Data", "WindowData", "DummyData",
    ];

    /// <summary>Whether a layer only brings images in.</summary>
    public static bool IsInput(PrototxtMessage layer) => DataLayers.Contains(CaffeLayers.Type(layer));

    /// <summary>The input with its shape as far as the file states it, and how its images are prepared.</summary>
    public static GraphInput Find(
        string file, PrototxtMessage net, PrototxtMessage[] layers, out InputDefaults defaults)
    {
        PrototxtMessage[] found = [.. layers.Where(IsInput)];
        string[] names = [.. net.Texts("input"), .. found.Select(l => l.Texts("top").FirstOrDefault() ?? "")];
        if (names.Length != 1)
        {
            string problem = $"it has {names.Length} inputs, a SqueezeNet has one";
            throw new ImportException(file, problem, Remedies.FixPrototxt);
        }

        PrototxtMessage transformation = found.FirstOrDefault()?.Message("transform_param")
            ?? new PrototxtMessage(file, null);
        defaults = Defaults(file, transformation);
        int crop = transformation.Integer("crop_size", 0);
        if (crop > 0)
        {
            return new GraphInput(names[0], 3, crop, crop);
        }

        int[] dims = found.Length == 1
            ? found[0].Message("input_param").Message("shape").Integers("dim")
            : [.. net.Integers("input_dim"), .. net.Message("input_shape").Integers("dim")];
        return Shape(file, names[0], dims);
    }

    /// <summary>
    /// Caffe subtracts the mean of each channel, then multiplies by the scale; its first channel is blue.
    /// </summary>
    private static InputDefaults Defaults(string file, PrototxtMessage transformation)
    {
        InputDefaults usual = InputDefaults.Caffe;
        float[] mean = transformation.Reals("mean_value");
        float[] scale = transformation.Reals("scale");
        if (mean.Length is not (0 or 1 or 3) || (scale.Length > 0 && scale[^1] <= 0))
        {
            throw new ImportException(
                file, "its transform_param has neither one nor three mean values, or no positive scale",
                Remedies.FixPrototxt);
        }

        return usual with
        {
            Mean = mean.Length switch
            {
                0 => usual.Mean,
                1 => [mean[0], mean[0], mean[0]],
                _ => [mean[2], mean[1], mean[0]],
            },
            Std = scale.Length == 0 ? usual.Std : [1 / scale[^1], 1 / scale[^1], 1 / scale[^1]],
        };
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
