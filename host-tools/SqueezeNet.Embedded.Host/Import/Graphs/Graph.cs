using System.Collections.Generic;
using SqueezeNet.Embedded.Host.Import.Sources;

namespace SqueezeNet.Embedded.Host.Import.Graphs;

/// <summary>A network as a list of operations in the order of execution.</summary>
/// <param name="File">The file to name in error messages.</param>
internal sealed record Graph(
    string File,
    GraphInput Input,
    IReadOnlyList<string> Outputs,
    IReadOnlyList<GraphNode> Nodes,
    IReadOnlyDictionary<string, IConstant> Constants)
{
    /// <summary>An exception that says why a node does not fit.</summary>
    public ImportException Refuse(GraphNode node, string problem, string? remedy = null)
    {
        return new ImportException(File, $"{problem} ({node.Op})", remedy ?? Remedies.NotSqueezeNet, node.Name);
    }
}
