using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Import.Graphs;
using SqueezeNet.Embedded.Host.Import.Sources;

namespace SqueezeNet.Embedded.Host.Import.Caffe;

/// <summary>Reads the layers of a Caffe network.</summary>
internal sealed class CaffeReader
{
    private readonly string file;
    private readonly CaffeBuilder builder;

    private CaffeReader(string file, GraphInput input)
    {
        this.file = file;
        builder = new CaffeBuilder(file, input);
    }

    /// <summary>Reads a prototxt file.</summary>
    public static CaffeNetwork Read(string path) => Read(path, PrototxtParser.Parse(SourceFile.Read(path)));

    /// <summary>Reads the network in a message NetParameter.</summary>
    public static CaffeNetwork Read(string file, PrototxtMessage net)
    {
        PrototxtMessage[] layers = CaffeLayers.Find(net);
        if (layers.Length == 0)
        {
            throw new ImportException(file, "there are no layers in it", Remedies.FixPrototxt);
        }

        CaffeReader reader = new(file, CaffeInput.Find(file, net, layers, out InputDefaults defaults));
        foreach (PrototxtMessage layer in layers)
        {
            if (CaffeInput.IsInput(layer))
            {
                reader.builder.AddLabels(layer.Texts("top").Skip(1));
            }
            else
            {
                reader.Add(layer);
            }
        }

        return reader.builder.Build() with { Defaults = defaults };
    }

    private void Add(PrototxtMessage layer)
    {
        string name = layer.Text("name", "");
        string type = CaffeLayers.Type(layer);
        string[] bottoms = layer.Texts("bottom");
        string[] tops = layer.Texts("top");
        switch (type)
        {
            case "Convolution":
                AddConvolution(layer, name, bottoms, tops);
                break;
            case "Pooling":
                AddPooling(layer.Message("pooling_param"), name, bottoms, tops);
                break;
            case "Concat":
                PrototxtMessage concat = layer.Message("concat_param");
                int axis = concat.Integer("axis", concat.Integer("concat_dim", 1));
                builder.Add(name, "Concat", bottoms, tops, new NodeAttributes().With("axis", axis));
                break;
            case "Eltwise":
                PrototxtMessage eltwise = layer.Message("eltwise_param");
                bool sum = eltwise.Text("operation", "SUM") is "SUM" or "1"
                    && eltwise.Texts("coeff").All(c => c is "1" or "1.0");
                builder.Add(name, sum ? "Add" : "Eltwise", bottoms, tops, new NodeAttributes());
                break;
            case "ReLU":
                string slope = layer.Message("relu_param").Text("negative_slope", "0").TrimEnd('0', '.');
                builder.Add(name, slope.Length == 0 ? "Relu" : "LeakyRelu", bottoms, tops, new NodeAttributes());
                break;
            case "Split":
                builder.AddAliases(name, bottoms, tops);
                break;
            default:
                builder.Add(name, type, bottoms, tops, new NodeAttributes());
                break;
        }
    }

    private void AddConvolution(PrototxtMessage layer, string name, string[] bottoms, string[] tops)
    {
        PrototxtMessage p = layer.Message("convolution_param");
        int[] kernel = CaffeGeometry.Pair(file, name, p, "kernel_size", "kernel", 0);
        int outputs = p.Integer("num_output", 0);
        if (bottoms.Length != 1 || tops.Length != 1 || outputs is < 1 or > 4096 || kernel.Any(k => k is < 1 or > 11))
        {
            string problem = $"{outputs} outputs and a {kernel[0]} x {kernel[1]} kernel are not those of a SqueezeNet";
            throw new ImportException(file, problem, Remedies.FixPrototxt, name, layer.Offset);
        }

        NodeAttributes attributes = CaffeGeometry.Read(file, name, p)
            .With("group", p.Integer("group", 1))
            .With("dilations", ToLong(CaffeGeometry.Pair(file, name, p, "dilation", "", 1)));
        bool bias = p.Text("bias_term", "true") is "true" or "1";
        builder.AddConvolution(name, bottoms[0], tops[0], [outputs, .. kernel], bias, attributes);
    }

    private void AddPooling(PrototxtMessage p, string name, string[] bottoms, string[] tops)
    {
        bool max = p.Text("pool", "MAX") is "MAX" or "0";
        bool average = p.Text("pool", "MAX") is "AVE" or "1";
        if (p.Text("global_pooling", "false") is "true" or "1")
        {
            builder.Add(name, average ? "GlobalAveragePool" : "GlobalMaxPool", bottoms, tops, new NodeAttributes());
            return;
        }

        NodeAttributes attributes = CaffeGeometry.Read(file, name, p)
            .With("kernel_shape", ToLong(CaffeGeometry.Pair(file, name, p, "kernel_size", "kernel", 0)))
            .With("ceil_mode", p.Text("round_mode", "CEIL") is "CEIL" or "0" ? 1 : 0);
        builder.Add(name, max ? "MaxPool" : average ? "AveragePool" : "StochasticPool", bottoms, tops, attributes);
    }

    private static long[] ToLong(int[] values) => [.. values.Select(v => (long)v)];
}
