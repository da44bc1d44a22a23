using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using SqueezeNet.Embedded.Host.Import.Sources;

namespace SqueezeNet.Embedded.Host.Import;

/// <summary>
/// Reads class names: one per line, or tab-separated lines that begin with the class index and end with the name,
/// with or without a line of headings.
/// </summary>
internal static class LabelsFile
{
    private const int MaxBytes = 255;

    private const string Remedy =
        "Give a UTF-8 text file with one label per class and line, or lines of index, tab and label";

    /// <summary>The labels in the order of the classes.</summary>
    public static IReadOnlyList<string> Read(string path, int classes)
    {
        (int Number, string Text)[] lines = Lines(path);
        string[] labels = lines.Any(l => Index(l.Text) is not null)
            ? Indexed(path, lines, classes)
            : [.. lines.Select(l => l.Text.Trim())];
        if (labels.Length != classes)
        {
            throw new ImportException(path, $"it has {labels.Length} labels, the model has {classes} classes", Remedy);
        }

        for (int i = 0; i < labels.Length; i++)
        {
            if (labels[i].Length == 0 || Encoding.UTF8.GetByteCount(labels[i]) > MaxBytes)
            {
                throw new ImportException(path, $"the label of class {i} is empty or exceeds {MaxBytes} bytes", Remedy);
            }
        }

        return labels;
    }

    private static (int Number, string Text)[] Lines(string path)
    {
        SourceFile file = SourceFile.Read(path);
        try
        {
            string text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file.Bytes).TrimStart('\uFEFF');
            return [.. text.TrimEnd().Split('\n').Select((line, i) => (i + 1, line.TrimEnd('\r')))];
        }
        catch (DecoderFallbackException e)
        {
            throw new ImportException(path, "it is not UTF-8 text", Remedy, null, e.Index, e);
        }
    }

    /// <summary>The number before the first tab, or null.</summary>
    private static int? Index(string line)
    {
        int tab = line.IndexOf('\t');
        return tab > 0 && int.TryParse(line[..tab], NumberStyles.None, CultureInfo.InvariantCulture, out int index)
            ? index
            : null;
    }

    private static string[] Indexed(string path, (int Number, string Text)[] lines, int classes)
    {
        int headings = Index(lines[0].Text) is null ? 1 : 0;
        int count = lines.Length - headings;
        if (count != classes)
        {
            return new string[count];
        }

        string[] labels = new string[classes];
        foreach ((int number, string text) in lines.Skip(headings))
        {
            if (Index(text) is not { } index || index >= classes || labels[index] is not null)
            {
                throw new ImportException(
                    path, $"line {number} has no index, one twice or one beyond {classes - 1}", Remedy);
            }

            labels[index] = text[(text.LastIndexOf('\t') + 1)..].Trim();
        }

        return labels;
    }
}
