using System.Text;
using SqueezeNet.Embedded.Host.Import.Sources;

namespace SqueezeNet.Embedded.Host.Import.Caffe;

/// <summary>Cuts a text-format protobuf into tokens: words, quoted texts and single signs.</summary>
internal sealed class PrototxtScanner(string file, string text)
{
    private int position;

    /// <summary>Where the current token begins.</summary>
    public int Start { get; private set; }

    /// <summary>The current token without its quotes; empty at the end.</summary>
    public string Token { get; private set; } = "";

    /// <summary>Whether the current token is a word or a quoted text.</summary>
    public bool IsValue { get; private set; }

    /// <summary>Whether there are no more tokens.</summary>
    public bool AtEnd => Token.Length == 0 && !IsValue;

    /// <summary>Moves to the next token.</summary>
    public void Next()
    {
        SkipBlanks();
        Start = position;
        IsValue = false;
        if (position >= text.Length)
        {
            Token = "";
        }
        else if (text[position] is '"' or '\'')
        {
            Token = Quoted(text[position]);
            IsValue = true;
        }
        else if (IsWord(text[position]))
        {
            while (position < text.Length && IsWord(text[position]))
            {
                position++;
            }

            Token = text[Start..position];
            IsValue = true;
        }
        else
        {
            Token = text[position++].ToString();
        }
    }

    /// <summary>An exception at the current token.</summary>
    public ImportException Refuse(string problem) => new(file, problem, Remedies.FixPrototxt, null, Start);

    private static bool IsWord(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-' or '+';

    private void SkipBlanks()
    {
        for (; position < text.Length; position++)
        {
            if (text[position] == '#')
            {
                int end = text.IndexOf('\n', position);
                position = end < 0 ? text.Length - 1 : end;
            }
            else if (!char.IsWhiteSpace(text[position]))
            {
                return;
            }
        }
    }

    private string Quoted(char quote)
    {
        StringBuilder value = new();
        for (position++; position < text.Length && text[position] != '\n'; position++)
        {
            if (text[position] == quote)
            {
                position++;
                return value.ToString();
            }

            bool escaped = text[position] == '\\' && position + 1 < text.Length;
            value.Append(text[escaped ? ++position : position]);
        }

        throw Refuse("a quoted text does not end");
    }
}
