using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace SqueezeNet.Embedded.Tests.Docs.Tables;

/// <summary>The names in a JSON document, as {a, b: {c}, d: [{e}]}.</summary>
internal static class JsonShape
{
    private const int Columns = 116;

    /// <summary>The shape in a block, on as many lines as it takes.</summary>
    public static IReadOnlyList<string> Of(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        List<StringBuilder> lines = [new()];
        foreach (string word in Shape(document.RootElement).Split(' '))
        {
            StringBuilder last = lines[^1];
            if (last.Length + 1 + word.Length > Columns)
            {
                lines.Add(new StringBuilder(word));
            }
            else
            {
                last.Append(last.Length > 0 ? " " : string.Empty).Append(word);
            }
        }

        return ["```text", .. lines.Select(line => line.ToString()), "```"];
    }

    /// <summary>An array is shown by its first element; numbers, texts and what else has no names by nothing.</summary>
    private static string Shape(JsonElement element)
    {
        return element.ValueKind switch
        {
            JsonValueKind.Object => $"{{{string.Join(", ", element.EnumerateObject().Select(Member))}}}",
            JsonValueKind.Array => $"[{string.Concat(element.EnumerateArray().Take(1).Select(Shape))}]",
            _ => string.Empty,
        };
    }

    private static string Member(JsonProperty member)
    {
        string inner = Shape(member.Value);
        return inner.Length > 0 ? $"{member.Name}: {inner}" : member.Name;
    }
}
