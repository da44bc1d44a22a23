using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Cli.Output;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>What the network looks at in a node's snapshots: the region of the newest one, and those before.</summary>
internal sealed class SeenMarks
{
    // A node has at most eight regions and looks at them in turn; one that was taken away is soon forgotten.
    private const int Remembered = 16;

    private readonly Queue<SnapshotMeta> last = new();

    /// <summary>Takes a snapshot.</summary>
    /// <returns>The marks on it before it is turned, the strong one last.</returns>
    public ImageMark[] Next(SnapshotMeta meta)
    {
        if (last.Any(other => other.Width != meta.Width || other.Height != meta.Height || other.Rotate != meta.Rotate))
        {
            last.Clear();
        }

        last.Enqueue(meta);
        if (last.Count > Remembered)
        {
            last.Dequeue();
        }

        IEnumerable<SnapshotMeta> newest = last.Reverse().DistinctBy(other => other.Region);
        return [.. newest.Reverse().SelectMany(other => Mark(other, ReferenceEquals(other, meta)))];
    }

    private static IEnumerable<ImageMark> Mark(SnapshotMeta meta, bool isStrong)
    {
        double width = meta.Width;
        double height = meta.Height;
        return meta.Seen is not SeenRectangle seen || width <= 0 || height <= 0
            ? []
            :
            [
                new ImageMark(
                    seen.Left / width, seen.Top / height, (seen.Left + seen.Width) / width,
                    (seen.Top + seen.Height) / height, isStrong),
            ];
    }
}
