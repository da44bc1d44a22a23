using SqueezeNet.Embedded.Host.Import.Graphs;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Import.Recognition;

/// <summary>Reads max pooling.</summary>
internal static class PoolReader
{
    private const int MaxKernel = 8;

    /// <summary>
    /// The pool that stands at the cursor, or null when something else does; the cursor moves behind it.
    /// </summary>
    public static MaxPool? Read(Graph graph, GraphIndex index, ref Cursor at)
    {
        if (index.Readers(at.Tensor).Exists(r => r.Node.Op == "Conv"))
        {
            return null;
        }

        GraphIndex.Reader reader = index.Single(at.Tensor, "a max pool or a 1x1 convolution");
        if (reader.Node.Op != "MaxPool")
        {
            return null;
        }

        GraphNode node = reader.Node;
        int[] kernel = NodeGeometry.Values(graph, node, "kernel_shape", [0, 0]);
        if (kernel[0] != kernel[1] || kernel[0] is < 1 or > MaxKernel || node.Outputs.Count == 0)
        {
            throw graph.Refuse(node, $"a {kernel[0]} x {kernel[1]} kernel must be square and 1..{MaxKernel}");
        }

        NodeGeometry geometry = NodeGeometry.Read(graph, node, kernel[0], kernel[1], at);
        MaxPool pool = Fit(graph, node, geometry, at);
        at = at with
        {
            Tensor = node.Outputs[0],
            Height = Size(at.Height, pool.Pad, pool.Pad, pool.Kernel, pool.Stride, pool.CeilMode),
            Width = Size(at.Width, pool.Pad, pool.Pad, pool.Kernel, pool.Stride, pool.CeilMode),
        };
        return pool;
    }

    /// <summary>
    /// A clipped kernel only depends on where it starts; so any padding at the far sides is right as long as the
    /// number of outputs is.
    /// </summary>
    private static MaxPool Fit(Graph graph, GraphNode node, NodeGeometry geometry, Cursor at)
    {
        bool ceil = node.Attributes.Integer("ceil_mode", 0) != 0;
        int height = Size(at.Height, geometry.Top, geometry.Bottom, geometry.KernelHeight, geometry.Stride, ceil);
        int width = Size(at.Width, geometry.Left, geometry.Right, geometry.KernelHeight, geometry.Stride, ceil);
        bool first = geometry.IsSymmetric ? ceil : true;
        foreach (bool mode in new[] { first, !first })
        {
            MaxPool pool = new(geometry.KernelHeight, geometry.Stride, geometry.Top, mode);
            if (geometry.Top == geometry.Left && Matches(pool, at.Height, height) && Matches(pool, at.Width, width))
            {
                return pool;
            }
        }

        string pads = $"{geometry.Top}, {geometry.Left}, {geometry.Bottom}, {geometry.Right}";
        string found = $"a kernel of {geometry.KernelHeight} with stride {geometry.Stride} and pads {pads}";
        throw graph.Refuse(node, $"{found} has no equal at {at.Width} x {at.Height}");
    }

    private static bool Matches(MaxPool pool, int size, int outputs)
    {
        return pool.Stride <= pool.Kernel && pool.Pad < pool.Kernel && outputs >= 1
            && ((outputs - 1) * pool.Stride) - pool.Pad < size
            && Size(size, pool.Pad, pool.Pad, pool.Kernel, pool.Stride, pool.CeilMode) == outputs;
    }

    private static int Size(int size, int before, int after, int kernel, int stride, bool ceil)
    {
        int room = size + before + after - kernel;
        if (room < 0)
        {
            return 0;
        }

        int outputs = ((room + (ceil ? stride - 1 : 0)) / stride) + 1;
        return ceil && (outputs - 1) * stride >= size + before ? outputs - 1 : outputs;
    }
}
