using System.Text.RegularExpressions;

namespace SqueezeNet.Embedded.Flashing.Tools;

/// <summary>Takes colours and movements of the cursor out of a line.</summary>
internal static partial class PlainLine
{
    /// <summary>The text that a terminal would show at the end.</summary>
    public static string Of(string line)
    {
        return Escapes().Replace(line, string.Empty).TrimEnd();
    }

    [GeneratedRegex(@"\x1b\[[0-9;?]*[A-Za-z]|\x08")]
    private static partial Regex Escapes();
}
