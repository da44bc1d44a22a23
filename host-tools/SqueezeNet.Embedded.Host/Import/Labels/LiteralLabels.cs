using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using SqueezeNet.Embedded.Host.Import.Sources;

namespace SqueezeNet.Embedded.Host.Import.Labels;

/// <summary>
/// Labels as a list, a dictionary from index to label, or one from label to index; in JSON or as Python writes them.
/// </summary>
internal static partial class LiteralLabels
{
    private const string Remedy =
        "Give a list of all labels, or a dictionary of each index, from 0, and its label, complete";

    private static readonly JsonDocumentOptions lenient = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>The labels; null if the text is neither list nor dictionary.</summary>
    public static LabelList? Read(string path, string text)
    {
        string literal = Assignment().Replace(text, string.Empty, 1);
        if (literal.Length == 0 || !(literal[0] == '{' || Enclosed().IsMatch(literal)))
        {
            return null;
        }

        try
        {
            using JsonDocument json = Parse(literal);
            return json.RootElement.ValueKind == JsonValueKind.Array
                ? new LabelList([.. json.RootElement.EnumerateArray().Select((e, i) => Label(path, e, $"{i}"))], [])
                : OfDictionary(path, [.. json.RootElement.EnumerateObject()]);
        }
        catch (JsonException e)
        {
            throw new ImportException(
                path, $"line {e.LineNumber + 1} is no part of a list or dictionary of labels", Remedy, null, null, e);
        }
    }

    private static JsonDocument Parse(string literal)
    {
        try
        {
            return JsonDocument.Parse(literal, lenient);
        }
        catch (JsonException)
        {
            return JsonDocument.Parse(PythonLiteral.ToJson(literal), lenient);
        }
    }

    private static LabelList OfDictionary(string path, JsonProperty[] entries)
    {
        bool byLabel = entries.Length > 0 && entries.All(e => e.Value.ValueKind == JsonValueKind.Number);
        int[] indices = [.. entries.Select(e => Index(path, e.Name, byLabel ? e.Value.GetRawText() : e.Name))];
        if (IndexOrder.First(indices) is not { } first)
        {
            JsonProperty? odd = entries.Length > 0 ? entries[IndexOrder.Odd(indices)] : null;
            throw new ImportException(
                path,
                $"the indices of its {entries.Length} labels are not 0 to {entries.Length - 1}: see '{odd?.Name}'",
                Remedy);
        }

        string[] labels = new string[entries.Length];
        for (int i = 0; i < entries.Length; i++)
        {
            JsonProperty entry = entries[i];
            labels[indices[i] - first] = byLabel ? entry.Name.Trim() : Label(path, entry.Value, entry.Name);
        }

        string what = byLabel ? "labels and indices" : "indices and labels";
        List<string> notes = [$"labels: read as a dictionary of {entries.Length} {what}"];
        if (first > 0)
        {
            notes.Add($"labels: its indices count from 1, so '{labels[0]}' is class 0");
        }

        return new LabelList(labels, notes);
    }

    private static int Index(string path, string key, string text)
    {
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int index)
            ? index
            : throw new ImportException(path, $"'{key}' is neither an index nor has one", Remedy);
    }

    /// <summary>A text; of a list of texts, as Keras writes WordNet's, the last.</summary>
    private static string Label(string path, JsonElement value, string key)
    {
        JsonElement text = value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0
            ? value[value.GetArrayLength() - 1]
            : value;
        return text.ValueKind switch
        {
            JsonValueKind.String => text.GetString()!.Trim(),
            JsonValueKind.Number => text.GetRawText(),
            _ => throw new ImportException(path, $"the label of '{key}' is no text", Remedy),
        };
    }

    [GeneratedRegex(@"^\s*(?:\w+\s*=\s*)?")]
    private static partial Regex Assignment();

    /// <summary>What begins and ends like a list; a line may begin like one by chance.</summary>
    [GeneratedRegex(@"^(?:\[.*\]|\(.*\))$", RegexOptions.Singleline)]
    private static partial Regex Enclosed();
}
