using System.Linq;

namespace SqueezeNet.Embedded.Host.Import.Graphs;

/// <summary>Casts between kinds of real numbers, which mean nothing to a network that is read in fp32.</summary>
internal static class Casts
{
    /// <summary>ONNX's numbers for float, float16, double and bfloat16.</summary>
    private static readonly long[] reals = [1, 10, 11, 16];

    /// <summary>Whether a Cast ends in real numbers.</summary>
    public static bool IsToReal(GraphNode node)
    {
        return IsReal(node.Attributes.Integer("to", 0));
    }

    /// <summary>Whether an element type of ONNX stands for real numbers.</summary>
    public static bool IsReal(long type)
    {
        return reals.Contains(type);
    }

    /// <summary>The network without casts to real numbers.</summary>
    public static Graph Run(Graph graph)
    {
        return graph with
        {
            Nodes = [.. graph.Nodes.Select(n => n.Op == "Cast" && IsToReal(n) ? n with { Op = "Identity" } : n)],
        };
    }
}
