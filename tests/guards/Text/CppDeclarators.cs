using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace SqueezeNet.Embedded.Tests.Guards.Text;

/// <summary>
/// A name with a list in parentheses outside any function: a prototype, a definition, a member, a pointer.
/// </summary>
/// <param name="Name">
/// The name before the list; that of a pointer to a function stands in parentheses of its own.
/// </param>
/// <param name="Parameters">How many the list has.</param>
/// <param name="Line">Its line, from 1.</param>
/// <param name="IsDefinition">Whether a body follows.</param>
/// <param name="IsStatic">Whether only its own file sees it.</param>
internal sealed record CppDeclarator(string Name, int Parameters, int Line, bool IsDefinition, bool IsStatic);

/// <summary>Finds declarators in C and C++.</summary>
internal static partial class CppDeclarators
{
    /// <summary>Those of a file.</summary>
    /// <param name="source">Its text.</param>
    public static IReadOnlyList<CppDeclarator> Of(string source)
    {
        string code = OutsideFunctions(CppText.Code(source));
        return [.. Declarators().Matches(code).Select(match => Read(code, match))];
    }

    private static CppDeclarator Read(string code, Match match)
    {
        string list = match.Groups["list"].Value;
        int start = code.LastIndexOfAny([';', '}', '{'], match.Index) + 1;
        bool isStatic = Static().IsMatch(code[start..match.Index]);
        bool isDefinition = code[(match.Index + match.Length)..].TrimStart().StartsWith('{');
        string name = match.Groups["name"].Value;
        return new CppDeclarator(name, Count(list), 1 + code[..match.Index].Count(c => c == '\n'), isDefinition,
            isStatic);
    }

    /// <summary>The text with the insides of functions and initializers blanked out.</summary>
    private static string OutsideFunctions(string code)
    {
        char[] text = code.ToCharArray();
        int end = 0;
        for (int at = 0; at < text.Length; at++)
        {
            if (text[at] != '{' || at < end || !HidesItsInside(code[..at]))
            {
                continue;
            }

            end = Closing(code, at);
            for (int i = at + 1; i < end; i++)
            {
                text[i] = text[i] == '\n' ? '\n' : ' ';
            }
        }

        return new string(text);
    }

    /// <summary>
    /// Structures, unions and extern "C" hold declarations; the rest in braces are statements and values.
    /// </summary>
    private static bool HidesItsInside(string before)
    {
        return !Open().IsMatch(before[(before.LastIndexOfAny([';', '}', '{']) + 1)..]);
    }

    private static int Closing(string code, int open)
    {
        int depth = 0;
        for (int at = open; at < code.Length; at++)
        {
            depth += code[at] == '{' ? 1 : code[at] == '}' ? -1 : 0;
            if (depth == 0)
            {
                return at;
            }
        }

        return code.Length;
    }

    private static int Count(string list)
    {
        int depth = 0;
        int commas = 0;
        foreach (char c in list)
        {
            depth += c is '(' or '<' or '[' ? 1 : c is ')' or '>' or ']' ? -1 : 0;
            commas += c == ',' && depth == 0 ? 1 : 0;
        }

        return string.IsNullOrWhiteSpace(list) || list.Trim() == "void" ? 0 : commas + 1;
    }

    // A name, or a pointer's name in parentheses, and a list that may hold lists.
    [GeneratedRegex(@"(?<name>\b[A-Za-z_]\w*|\(\s*\*\s*\w*\s*(\[[^\]]*\]\s*)?\))\s*"
        + @"\((?!\s*\*)(?<list>(?>[^()]+|(?<open>\()|(?<-open>\)))*(?(open)(?!)))\)")]
    private static partial Regex Declarators();

    [GeneratedRegex(@"\bstatic\b")]
    private static partial Regex Static();

    [GeneratedRegex(@"^\s*(typedef\s+|template\s*<[^>]*>\s*|static\s+|const\s+)*"
        + @"(struct|union|class|namespace|extern)\b[^()=]*$")]
    private static partial Regex Open();
}
