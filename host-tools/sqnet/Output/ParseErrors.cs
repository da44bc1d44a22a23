using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Linq;

namespace SqueezeNet.Embedded.Cli.Output;

/// <summary>What is wrong with a command line, as sentences.</summary>
internal static class ParseErrors
{
    /// <summary>Sentences for people; the first unknown word is what counts, for others follow from it.</summary>
    public static IReadOnlyList<string> Of(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        if (command is RootCommand && parsed.UnmatchedTokens.Count > 0)
        {
            return [Unknown("command", parsed.UnmatchedTokens[0], command.Subcommands.Select(c => c.Name))];
        }

        if (UnknownOptions(parsed).FirstOrDefault() is string option)
        {
            return [Unknown("option", option, command.Options.Where(o => !o.Hidden).SelectMany(Names))];
        }

        return [.. parsed.Errors.Select(error => WithoutTypes(error.Message.TrimEnd('.')) + ".").Distinct()];
    }

    /// <summary>The library names types of .NET where people expect words.</summary>
    private static string WithoutTypes(string message)
    {
        int at = message.IndexOf(" as expected type ", StringComparison.Ordinal);
        return at < 0 ? message
            : message[at..].Contains("Int", StringComparison.Ordinal) ? message[..at] + " as a whole number"
            : message[..at] + " as a number";
    }

    /// <summary>Whether a word looks like an option and would be taken for the name of a file.</summary>
    public static bool HasUnknownOption(ParseResult parsed)
    {
        return parsed.Action is not null && !IsHelp(parsed) && UnknownOptions(parsed).Any();
    }

    private static bool IsHelp(ParseResult parsed)
    {
        return parsed.Action is ExamplesHelp || parsed.CommandResult.Command is RootCommand;
    }

    private static IEnumerable<string> UnknownOptions(ParseResult parsed)
    {
        if (parsed.Tokens.Any(token => token.Type == TokenType.DoubleDash))
        {
            return [];
        }

        return parsed.CommandResult.Children.OfType<ArgumentResult>()
            .SelectMany(argument => argument.Tokens.Select(token => token.Value))
            .Concat(parsed.UnmatchedTokens)
            .Where(word => word.Length > 1 && word[0] == '-');
    }

    private static IEnumerable<string> Names(Option option)
    {
        return option.Aliases.Prepend(option.Name);
    }

    private static string Unknown(string what, string word, IEnumerable<string> known)
    {
        string sentence = $"There is no {what} '{word}'.";
        return Suggestion.Nearest(word, [.. known]) is string near ? $"{sentence} Did you mean '{near}'?" : sentence;
    }
}
