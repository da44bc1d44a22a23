using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Import.Sources;

namespace SqueezeNet.Embedded.Host.Import.Graphs;

/// <summary>Who reads which tensor. Building it proves that the graph has no cycles.</summary>
internal sealed class GraphIndex
{
    private static readonly string[] Transparent = ["Identity", "Dropout"];

    private readonly Graph graph;
    private readonly Dictionary<string, GraphNode> producers = [];
    private readonly Dictionary<string, List<GraphNode>> readers = [];

    public GraphIndex(Graph graph)
    {
        this.graph = graph;
        HashSet<string> known = [graph.Input.Name, "", .. graph.Constants.Keys];
        foreach (GraphNode node in graph.Nodes)
        {
            AddReader(node, known);
            AddOutputs(node, known);
        }
    }

    /// <summary>A reader of a tensor, and the name under which it reads it.</summary>
    public readonly record struct Reader(GraphNode Node, string Via);

    /// <summary>All readers; nodes that change nothing are skipped, and those that only ask for the shape.</summary>
    public List<Reader> Readers(string tensor)
    {
        List<Reader> found = [];
        Queue<string> names = new([tensor]);
        while (names.TryDequeue(out string? name))
        {
            foreach (GraphNode node in readers.GetValueOrDefault(name, []).Where(n => n.Op != "Shape"))
            {
                if (Transparent.Contains(node.Op) && node.Input(0) == name && node.Outputs.Count > 0)
                {
                    names.Enqueue(node.Outputs[0]);
                }
                else
                {
                    found.Add(new Reader(node, name));
                }
            }
        }

        return found;
    }

    /// <summary>The only reader; an error names what was expected instead.</summary>
    public Reader Single(string tensor, string expected)
    {
        List<Reader> all = Readers(tensor);
        if (all.Count == 1)
        {
            return all[0];
        }

        GraphNode? last = producers.GetValueOrDefault(tensor);
        if (all.Count > 1)
        {
            GraphNode odd = all.Select(r => r.Node).FirstOrDefault(n => n.Op != "Conv") ?? all[1].Node;
            string from = last is null ? "the input" : $"'{last.Name}'";
            throw graph.Refuse(odd, $"{all.Count} nodes read {from} where only {expected} may follow");
        }

        throw last is null
            ? new ImportException(graph.File, $"nothing reads the input '{tensor}'", Remedies.NotSqueezeNet)
            : graph.Refuse(last, $"the network ends here, but {expected} must follow");
    }

    private void AddReader(GraphNode node, HashSet<string> known)
    {
        foreach (string input in node.Inputs.Distinct())
        {
            if (!known.Contains(input))
            {
                throw graph.Refuse(node, $"nothing before it produces its input '{input}'", Remedies.Damaged);
            }

            if (!readers.TryGetValue(input, out List<GraphNode>? list))
            {
                readers[input] = list = [];
            }

            list.Add(node);
        }
    }

    private void AddOutputs(GraphNode node, HashSet<string> known)
    {
        foreach (string output in node.Outputs.Where(o => o.Length > 0))
        {
            if (!known.Add(output))
            {
                throw graph.Refuse(node, $"its output '{output}' exists already", Remedies.Damaged);
            }

            producers[output] = node;
        }
    }
}
