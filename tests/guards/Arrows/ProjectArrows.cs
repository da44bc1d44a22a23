using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace SqueezeNet.Embedded.Tests.Guards.Arrows;

/// <summary>Which project file mentions which folder: references, imports, files compiled from elsewhere.</summary>
internal static partial class ProjectArrows
{
    /// <summary>An arrow for every path that leads out of the file's folder.</summary>
    public static IReadOnlyList<Arrow> Of(IEnumerable<SourceFile> files)
    {
        return
        [
            .. from file in files
               from Match mention in Outward().Matches(file.Text.Replace('\\', '/'))
               let folder = Path.GetDirectoryName(file.Path)!
               let to = Path.GetRelativePath(".", Path.Combine(folder, mention.Value)).Replace('\\', '/')
               where !to.StartsWith("..", StringComparison.Ordinal)
               select new Arrow(file.Path, to, mention.Value),
        ];
    }

    [GeneratedRegex(@"(\.\./)+[\w-][\w./-]*")]
    private static partial Regex Outward();
}
