using System;
using System.Text;
using System.Text.Json;

namespace SqueezeNet.Embedded.Host.Import.Labels;

/// <summary>Rewrites a list or dictionary of Python as JSON, line for line.</summary>
internal sealed class PythonLiteral
{
    private readonly string text;
    private readonly StringBuilder json = new();
    private int at;

    private PythonLiteral(string text)
    {
        this.text = text;
    }

    /// <summary>The same in JSON; what is no literal stays and is refused by who reads it.</summary>
    public static string ToJson(string text)
    {
        PythonLiteral literal = new(text);
        while (literal.at < text.Length)
        {
            literal.Next();
        }

        return literal.json.ToString();
    }

    private void Next()
    {
        char c = text[at];
        switch (c)
        {
            case '\'' or '"':
                json.Append('"').Append(JsonEncodedText.Encode(Text(c))).Append('"');
                break;
            case '(' or ')':
                json.Append(c == '(' ? '[' : ']');
                at++;
                break;
            case '#':
                at = EndOfLine();
                break;
            case >= '0' and <= '9':
                Number();
                break;
            case 'u' or 'U' when at + 1 < text.Length && text[at + 1] is '\'' or '"':
                at++;
                break;
            default:
                json.Append(c);
                at++;
                break;
        }
    }

    private int EndOfLine()
    {
        int end = text.IndexOf('\n', at);
        return end < 0 ? text.Length : end;
    }

    /// <summary>A number, which as a key must be a text in JSON.</summary>
    private void Number()
    {
        int start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        string digits = text[start..at];
        bool isKey = text.AsSpan(at).TrimStart() is [':', ..];
        json.Append(isKey ? $"\"{digits}\"" : digits);
    }

    private string Text(char quote)
    {
        StringBuilder value = new();
        for (at++; at < text.Length && text[at] != quote && text[at] != '\n'; at++)
        {
            bool escaped = text[at] == '\\' && at + 1 < text.Length && text[at + 1] is '\'' or '"' or '\\';
            at += escaped ? 1 : 0;
            value.Append(text[at]);
        }

        at += at < text.Length && text[at] == quote ? 1 : 0;
        return value.ToString();
    }
}
