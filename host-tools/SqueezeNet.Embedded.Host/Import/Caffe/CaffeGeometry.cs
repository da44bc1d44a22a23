using SqueezeNet.Embedded.Host.Import.Graphs;
using SqueezeNet.Embedded.Host.Import.Sources;

namespace SqueezeNet.Embedded.Host.Import.Caffe;

/// <summary>
/// Caffe's ways of writing sizes: one number for both axes, one for each, or fields ending in _h and _w.
/// </summary>
internal static class CaffeGeometry
{
    /// <summary>Stride and padding as ONNX attributes.</summary>
    public static NodeAttributes Read(string file, string layer, PrototxtMessage p)
    {
        int[] stride = Pair(file, layer, p, "stride", "stride", 1);
        int[] pad = Pair(file, layer, p, "pad", "pad", 0);
        return new NodeAttributes()
            .With("strides", stride[0], stride[1])
            .With("pads", pad[0], pad[1], pad[0], pad[1]);
    }

    /// <summary>Height and width.</summary>
    public static int[] Pair(string file, string layer, PrototxtMessage p, string name, string prefix, int otherwise)
    {
        int[] listed = p.Integers(name);
        if (listed.Length > 2)
        {
            throw new ImportException(
                file, $"{name} has {listed.Length} values", Remedies.FixPrototxt, layer, p.Offset);
        }

        int height = listed.Length > 0 ? listed[0] : otherwise;
        int width = listed.Length > 0 ? listed[^1] : otherwise;
        return [p.Integer(prefix + "_h", height), p.Integer(prefix + "_w", width)];
    }
}
