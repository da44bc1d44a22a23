using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using SqueezeNet.Embedded.Tests.Docs.Markdown;

namespace SqueezeNet.Embedded.Tests.Docs.Commands;

/// <summary>One command of a shell, as a document shows it.</summary>
/// <param name="File">The document.</param>
/// <param name="Line">Number of its first line, from 1.</param>
/// <param name="Words">Its words, quotes removed.</param>
internal sealed record ShellCommand(string File, int Line, IReadOnlyList<string> Words)
{
    /// <summary>A word of it with its place.</summary>
    public Span At(string word)
    {
        return new Span(File, Line, word);
    }

    /// <summary>All commands in a document's blocks.</summary>
    public static IEnumerable<ShellCommand> In(Document document)
    {
        return document.Blocks.Where(block => block.Language is "" or "sh").SelectMany(In);
    }

    /// <summary>The commands of a line: pipes, lists, variables and redirections are taken apart.</summary>
    public static IEnumerable<IReadOnlyList<string>> Split(string line)
    {
        List<string> words = [];
        bool isTarget = false;
        foreach (string word in Read(line))
        {
            bool isAssignment = words.Count == 0 && word.Contains('=', StringComparison.Ordinal);
            bool isRedirection = word is ">" or ">>" or "<" or "2>";
            if (isRedirection || isTarget)
            {
                isTarget = isRedirection;
            }
            else if (word is "|" or "&&" or "||" or ";" or "&")
            {
                yield return words;
                words = [];
            }
            else if (!isAssignment)
            {
                words.Add(word);
            }
        }

        yield return words;
    }

    private static IEnumerable<ShellCommand> In(CodeBlock block)
    {
        int firstLine = block.Line + (block.IsFenced ? 1 : 0);
        for (int i = 0; i < block.Lines.Count; i++)
        {
            int first = i;
            StringBuilder whole = new();
            for (; block.Lines[i].EndsWith('\\') && i + 1 < block.Lines.Count; i++)
            {
                whole.Append(block.Lines[i][..^1]);
            }

            whole.Append(block.Lines[i]);
            foreach (IReadOnlyList<string> words in Split(whole.ToString()).Where(words => words.Count > 0))
            {
                yield return new ShellCommand(block.File, firstLine + first, words);
            }
        }
    }

    private static IEnumerable<string> Read(string line)
    {
        StringBuilder word = new();
        char quote = '\0';
        foreach (char c in line + " ")
        {
            if (quote == '\0' && c == '#' && word.Length == 0)
            {
                break;
            }

            if (quote == '\0' && char.IsWhiteSpace(c))
            {
                if (word.Length > 0)
                {
                    yield return word.ToString();
                    word.Clear();
                }
            }
            else if (c == quote || (quote == '\0' && c is '\'' or '"'))
            {
                quote = quote == '\0' ? c : '\0';
            }
            else
            {
                word.Append(c);
            }
        }
    }
}
