using System.Collections.Generic;

namespace SqueezeNet.Embedded.Tests.Host.Planning;

/// <summary>A fully associative cache that drops the line that was used least recently.</summary>
internal sealed class LineCache(int bytes)
{
    private const int Line = 16;

    private readonly LinkedList<long> order = [];
    private readonly Dictionary<long, LinkedListNode<long>> lines = [];

    /// <summary>Bytes that had to be read.</summary>
    public long Missed { get; private set; }

    /// <summary>Reads a range from its first to its last byte; ranges start and end at lines.</summary>
    public void Read(long at, long count)
    {
        for (long line = at / Line; line < (at + count) / Line; line++)
        {
            if (lines.TryGetValue(line, out LinkedListNode<long>? node))
            {
                order.Remove(node);
                order.AddLast(node);
                continue;
            }

            Missed += Line;
            lines[line] = order.AddLast(line);
            if (lines.Count > bytes / Line)
            {
                lines.Remove(order.First!.Value);
                order.RemoveFirst();
            }
        }
    }
}
