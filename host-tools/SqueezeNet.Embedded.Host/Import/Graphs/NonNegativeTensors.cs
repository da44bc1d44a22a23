using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Host.Import.Graphs;

/// <summary>
/// The tensors that hold no negative value, whatever the image. Nodes are shown in the order of execution.
/// </summary>
internal sealed class NonNegativeTensors
{
    private static readonly string[] Keepers =
    [
        "Identity", "Dropout", "MaxPool", "AveragePool", "GlobalAveragePool", "Reshape", "Flatten", "Squeeze",
    ];

    private static readonly string[] Joiners = ["Concat", "Add", "Sum"];

    private readonly HashSet<string> tensors = [];

    /// <summary>Whether a tensor is known to have no negative value.</summary>
    public bool Contains(string tensor) => tensors.Contains(tensor);

    /// <summary>Follows a node.</summary>
    public void Observe(GraphNode node)
    {
        bool holds = node.Op is "Relu" or "Softmax"
            || (Keepers.Contains(node.Op) && Contains(node.Input(0)))
            || (Joiners.Contains(node.Op) && node.Inputs.All(Contains));
        if (holds && node.Outputs.Count > 0)
        {
            tensors.Add(node.Outputs[0]);
        }
    }
}
