using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using SqueezeNet.Embedded.Host.Import.Sources;

namespace SqueezeNet.Embedded.Host.Import.Labels;

/// <summary>
/// Reads class names: one per line, with an index or another known decoration in each line alike, or as a list or
/// dictionary in JSON or Python.
/// </summary>
internal static class LabelsFile
{
    public const string Remedy =
        "Give a UTF-8 text file with one label per class and line, or lines of index, tab and label, or a JSON array, "
        + "whose texts are taken as they are";

    private const int MaxBytes = 255;

    /// <summary>The labels in the order of the classes.</summary>
    public static LabelList Read(string path, int classes)
    {
        if (path == ImageNetLabels.Name)
        {
            Check(path, ImageNetLabels.Texts, classes);
            return new LabelList(ImageNetLabels.Texts, []);
        }

        string text = Text(path).TrimEnd();
        LabelList labels = LiteralLabels.Read(path, text) ?? LabelLines.Read(path, text);
        Check(path, labels.Texts, classes);
        return labels;
    }

    private static void Check(string path, IReadOnlyList<string> labels, int classes)
    {
        if (labels.Count != classes)
        {
            throw new ImportException(path, $"it has {labels.Count} labels, the model has {classes} classes", Remedy);
        }

        for (int i = 0; i < labels.Count; i++)
        {
            if (labels[i].Length == 0 || Encoding.UTF8.GetByteCount(labels[i]) > MaxBytes)
            {
                throw new ImportException(path, $"the label of class {i} is empty or exceeds {MaxBytes} bytes", Remedy);
            }
        }
    }

    private static string Text(string path)
    {
        SourceFile file = SourceFile.Read(path);
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file.Bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException e)
        {
            throw new ImportException(path, "it is not UTF-8 text", Remedy, null, e.Index, e);
        }
    }
}
