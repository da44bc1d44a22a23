using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Cli.Output;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>What a network looks at in a snapshot, and in other frames.</summary>
internal static class SeenMarks
{
    /// <summary>The marks on a snapshot before it is turned, the strong one last.</summary>
    public static ImageMark[] Of(SnapshotMeta meta)
    {
        IEnumerable<ImageMark> others = (meta.Regions ?? [])
            .Where(other => other.Region != meta.Region)
            .SelectMany(other => Mark(meta, other.Seen, false));
        return [.. others, .. Mark(meta, meta.Seen, true)];
    }

    private static IEnumerable<ImageMark> Mark(SnapshotMeta meta, SeenRectangle? seen, bool isStrong)
    {
        double width = meta.Width;
        double height = meta.Height;
        return seen is null || width <= 0 || height <= 0
            ? []
            :
            [
                new ImageMark(
                    seen.Left / width, seen.Top / height, (seen.Left + seen.Width) / width,
                    (seen.Top + seen.Height) / height, isStrong),
            ];
    }
}
