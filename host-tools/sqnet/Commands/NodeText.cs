using System;
using System.Globalization;
using CameraNode;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>The text of a settings file: one value is set, and not a character besides it changes.</summary>
internal static class NodeText
{
    /// <summary>The file with a value.</summary>
    /// <param name="text">Settings that the node reads.</param>
    /// <param name="setting">Name of the setting.</param>
    /// <param name="number">Its value.</param>
    public static string With(string text, string setting, double number)
    {
        string value = number.ToString("0.####", CultureInfo.InvariantCulture);
        JsonReader json = new(text);
        int first = -1;
        int end = -1;
        for (string? name = json.NextName(); name is not null; name = json.NextName())
        {
            first = first < 0 ? json.NameStart : first;
            end = EndOf(json, text);
            if (name == setting)
            {
                return text[..json.ValueStart] + value + text[end..];
            }
        }

        string added = $"\"{setting}\": {value}";
        if (end < 0)
        {
            return $"{{\n  {added}\n}}\n";
        }

        // As the first one stands behind its brace.
        string space = text[(text.IndexOf('{') + 1)..first];
        return $"{text[..end]},{(space.Length > 0 ? space : " ")}{added}{text[end..]}";
    }

    /// <summary>Reads a value, whatever it is.</summary>
    /// <returns>Where the text goes on behind it.</returns>
    private static int EndOf(JsonReader json, string text)
    {
        int end = json.ValueStart;
        switch (text[end])
        {
            case '"':
                json.ReadText();
                return EndOfQuoted(text, end);
            case 't' or 'f':
                json.ReadFlag();
                break;
            case 'n':
                json.TryReadNull();
                break;
            case '{':
                json.BeginObject();
                return EndOfItems(json, text, () => json.NextName() is not null);
            case '[':
                json.BeginArray();
                return EndOfItems(json, text, json.NextItem);
            default:
                json.ReadNumber();
                break;
        }

        while (!",} \t\r\n".Contains(text[end]))
        {
            end++;
        }

        return end;
    }

    /// <summary>Reads the items of an object or array, and its bracket.</summary>
    private static int EndOfItems(JsonReader json, string text, Func<bool> goOn)
    {
        while (goOn())
        {
            EndOf(json, text);
        }

        return json.Position;
    }

    private static int EndOfQuoted(string text, int start)
    {
        int end = start + 1;
        while (text[end] != '"')
        {
            end += text[end] == '\\' ? 2 : 1;
        }

        return end + 1;
    }
}
