using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Import.Sources;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Import.Labels;

/// <summary>Labels that a model file itself holds, as a list or dictionary in its metadata.</summary>
internal static class MetadataLabels
{
    /// <summary>What is written here: a list in JSON.</summary>
    public const string Key = "labels";

    /// <summary>Ultralytics writes names; the others are found in the files of other exporters.</summary>
    private static readonly string[] keys = ["names", "classes", Key];

    /// <summary>The model with the labels of its metadata, where there is one for each class.</summary>
    public static SqueezeNetModel AddTo(SqueezeNetModel model, IReadOnlyDictionary<string, string> metadata)
    {
        foreach (string key in keys.Where(metadata.ContainsKey))
        {
            if (Read(model.Source.Path, metadata[key]) is { } labels)
            {
                bool fits = labels.Count == model.Classes && labels.All(l => l.Length > 0);
                string note = fits
                    ? $"labels: taken from the file's metadata '{key}'"
                    : $"labels: the file's metadata '{key}' has {labels.Count} for {model.Classes} classes, and is not "
                    + "used; give a file of labels (--labels)";
                return model with { Labels = fits ? labels : [], Notes = [.. model.Notes, note] };
            }
        }

        return model;
    }

    private static IReadOnlyList<string>? Read(string path, string text)
    {
        try
        {
            return LiteralLabels.Read(path, text.Trim())?.Texts;
        }
        catch (ImportException)
        {
            // Whatever else is called so is not ours to judge.
            return null;
        }
    }
}
