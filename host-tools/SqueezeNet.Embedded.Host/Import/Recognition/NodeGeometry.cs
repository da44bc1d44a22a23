using System;
using System.Linq;
using SqueezeNet.Embedded.Host.Import.Graphs;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Import.Recognition;

/// <summary>Kernel, stride and padding of a convolution or a pool, with automatic padding resolved.</summary>
/// <param name="Pads">Top, left, bottom, right.</param>
internal sealed record NodeGeometry(int KernelHeight, int KernelWidth, int Stride, int[] Pads)
{
    private const int MaxStride = 8;

    /// <summary>Rows of padding before the first.</summary>
    public int Top => Pads[0];

    /// <summary>Columns of padding before the first.</summary>
    public int Left => Pads[1];

    /// <summary>Rows of padding behind the last.</summary>
    public int Bottom => Pads[2];

    /// <summary>Columns of padding behind the last.</summary>
    public int Right => Pads[3];

    /// <summary>Whether all four sides are padded alike.</summary>
    public bool IsSymmetric => Top == Left && Top == Bottom && Top == Right;

    /// <summary>Reads the attributes of a node whose kernel is known.</summary>
    public static NodeGeometry Read(Graph graph, GraphNode node, int kernelHeight, int kernelWidth, Cursor at)
    {
        int[] strides = Values(graph, node, "strides", [1, 1]);
        if (strides[0] != strides[1] || strides[0] is < 1 or > MaxStride)
        {
            throw graph.Refuse(node, $"strides {strides[0]} and {strides[1]} must be equal and 1..{MaxStride}");
        }

        if (Values(graph, node, "dilations", [1, 1]).Any(d => d != 1))
        {
            throw graph.Refuse(node, "dilated kernels are not supported");
        }

        int[] pads = ReadPads(graph, node, new Geometry(kernelHeight, kernelWidth, strides[0], 0), at);
        return new NodeGeometry(kernelHeight, kernelWidth, strides[0], pads);
    }

    /// <summary>A list of small, not negative integers of exactly the length of the default.</summary>
    public static int[] Values(Graph graph, GraphNode node, string name, int[] otherwise)
    {
        long[]? given = node.Attributes.Integers(name);
        if (given is null || given.Length == 0)
        {
            return otherwise;
        }

        return given.Length == otherwise.Length && given.All(v => v is >= 0 and <= ushort.MaxValue)
            ? [.. given.Select(v => (int)v)]
            : throw graph.Refuse(node, $"attribute {name} is not {otherwise.Length} small numbers");
    }

    private static int[] ReadPads(Graph graph, GraphNode node, Geometry kernel, Cursor at)
    {
        string mode = node.Attributes.Text("auto_pad", "NOTSET");
        switch (mode)
        {
            case "" or "NOTSET":
                return Values(graph, node, "pads", [0, 0, 0, 0]);
            case "VALID":
                return [0, 0, 0, 0];
            case "SAME_UPPER" or "SAME_LOWER":
                int vertical = Same(at.Height, kernel.KernelHeight, kernel.Stride);
                int horizontal = Same(at.Width, kernel.KernelWidth, kernel.Stride);
                int more = mode == "SAME_LOWER" ? 1 : 0;
                int top = (vertical + more) / 2;
                int left = (horizontal + more) / 2;
                return [top, left, vertical - top, horizontal - left];
            default:
                throw graph.Refuse(node, $"auto_pad {mode} is unknown");
        }
    }

    /// <summary>The padding of both sides together that keeps ceil(size / stride) outputs.</summary>
    private static int Same(int size, int kernel, int stride)
    {
        return Math.Max(0, ((((size + stride - 1) / stride) - 1) * stride) + kernel - size);
    }
}
