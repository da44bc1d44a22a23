using System.Collections.Generic;

namespace SqueezeNet.Embedded.Host.Import.Graphs;

/// <summary>One operation. Operators and attributes are named as in ONNX, whatever file they came from.</summary>
/// <param name="Name">Never empty.</param>
/// <param name="Inputs">Tensor names; the empty string is an omitted input.</param>
internal sealed record GraphNode(
    string Name,
    string Op,
    IReadOnlyList<string> Inputs,
    IReadOnlyList<string> Outputs,
    NodeAttributes Attributes)
{
    /// <summary>The name of an input, or the empty string when the node has fewer.</summary>
    public string Input(int index) => index < Inputs.Count ? Inputs[index] : "";
}
