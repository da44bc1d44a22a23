using System.IO;
using System.Linq;
using System.Text;
using SqueezeNet.Embedded.Host.Import.Sources;

namespace SqueezeNet.Embedded.Host.Import;

/// <summary>Finds a name that fits into a blob's header.</summary>
internal static class ModelName
{
    private const int MaxBytes = 31;

    /// <summary>The user's name, which must fit, or the file's name, which is cut.</summary>
    public static string Choose(string path, string? given)
    {
        if (given is null)
        {
            string name = Cut(Path.GetFileNameWithoutExtension(path));
            return name.Length > 0 ? name : "model";
        }

        return given.Length > 0 && !given.Any(char.IsControl) && Cut(given) == given
            ? given
            : throw new ImportException(
                path,
                $"the name '{given}' is empty, has control characters or more than {MaxBytes} bytes",
                "Give another name");
    }

    private static string Cut(string name)
    {
        StringBuilder cut = new();
        int bytes = 0;
        foreach (Rune rune in name.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > MaxBytes)
            {
                break;
            }

            cut.Append(Rune.IsControl(rune) ? "_" : rune.ToString());
        }

        return cut.ToString();
    }
}
