using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Completions;
using System.Globalization;
using System.Linq;
using SqueezeNet.Embedded.Tests.Docs.Commands;

namespace SqueezeNet.Embedded.Tests.Docs.Tables;

/// <summary>The arguments and options of a command, as its help names them.</summary>
internal static class OptionTable
{
    /// <summary>Options whose default depends on the computer; their descriptions say on what.</summary>
    private static readonly string[] local = ["--cache", "--jobs"];

    /// <summary>The table of "sqnet COMMAND --help".</summary>
    public static IReadOnlyList<string> Of(string source)
    {
        Command command = Tool.Find(source.Split(' ')[1]) ?? throw new ArgumentException($"no command in '{source}'");
        IEnumerable<string[]> arguments = command.Arguments
            .Select(argument => new[] { $"`{argument.Name}`", Text(argument.Description) });
        IEnumerable<string[]> options = command.Options.Where(option => !option.Hidden).Select(Row);
        return MarkdownTable.Of(["argument, option", "meaning"], arguments.Concat(options));
    }

    private static string[] Row(Option option)
    {
        string names = string.Join(", ", option.Aliases.Prepend(option.Name).Select(name => $"`{name}`"));
        string needed = option.Required ? " Required." : string.Empty;
        return [names, Text(option.Description) + Choices(option) + needed + Default(option)];
    }

    /// <summary>The words that an option takes, where its description does not name all of them.</summary>
    private static string Choices(Option option)
    {
        List<string> words = option.ValueType == typeof(string)
            ? option.GetCompletions(CompletionContext.Empty).Select(word => word.Label).ToList()
            : [];
        bool areNamed = words.All(word => option.Description?.Contains(word, StringComparison.Ordinal) == true);
        return areNamed ? string.Empty : $" One of {string.Join(", ", words.Select(word => $"`{word}`"))}.";
    }

    private static string Default(Option option)
    {
        bool isFixed = option.HasDefaultValue && !option.Required && !local.Contains(option.Name);
        object? value = isFixed ? option.GetDefaultValue() : null;
        string text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;
        return value is null or bool || text.Length == 0 ? string.Empty : $" Default: `{text}`.";
    }

    /// <summary>Angle brackets would be tags.</summary>
    private static string Text(string? description)
    {
        return (description ?? string.Empty).Replace("<", "&lt;", StringComparison.Ordinal);
    }
}
