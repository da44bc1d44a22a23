using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SqueezeNet.Embedded.Tests.Docs.Commands;
using SqueezeNet.Embedded.Tests.Docs.Markdown;

namespace SqueezeNet.Embedded.Tests.Docs;

/// <summary>Command lines in documents.</summary>
[TestClass]
public sealed partial class CommandTests
{
    /// <summary>What stands for words that are left out.</summary>
    private const string Left = "...";

    private static readonly string[] shortCommands = ["inspect", "plan", "run", "verify"];

    /// <summary>What stands for a value in documents, and a value that parses.</summary>
    private static readonly Dictionary<string, string> placeholders = new()
    {
        ["SIZE"] = "64K",
        ["BUDGET"] = "64K",
        ["POINTS"] = "1.0",
        ["NATS"] = "1e-8",
        ["HOST:PORT"] = "localhost:1883",
        ["flash|psram"] = "flash",
        ["WIDTHxHEIGHT:FORMAT"] = "160x120:rgb24",
    };

    [TestMethod]
    public void EveryCommandLineParses()
    {
        Problems problems = new();
        foreach (ShellCommand command in Calls().Where(call => !call.Words.Contains(Left)))
        {
            foreach (string error in Tool.Errors(Arguments(command)))
            {
                problems.Add(command.File, command.Line, $"sqnet {string.Join(' ', command.Words.Skip(1))}: {error}");
            }
        }

        problems.AssertNone();
    }

    [TestMethod]
    public void NoCommandHasAnArgumentOrOptionTwice()
    {
        Problems problems = new();
        foreach (Command command in Tool.Root.Subcommands)
        {
            IEnumerable<Symbol> symbols = [.. command.Arguments, .. command.Options];
            foreach (string name in symbols.GroupBy(s => s.Name).Where(g => g.Count() > 1).Select(g => g.Key))
            {
                problems.Add($"sqnet {command.Name}", 0, $"{name} twice");
            }
        }

        problems.AssertNone();
    }

    [TestMethod]
    public void EveryExampleOfTheHelpParses()
    {
        Problems problems = new();
        foreach (ShellCommand example in Tool.Examples())
        {
            foreach (string error in Tool.Errors(Arguments(example)))
            {
                problems.Add(example.File, example.Line, $"{string.Join(' ', example.Words)}: {error}");
            }
        }

        problems.AssertNone();
    }

    /// <summary>In running text a command may be incomplete, but it and its options must be there.</summary>
    [TestMethod]
    public void EveryCommandAndOptionInTextIsKnown()
    {
        Problems problems = new();
        foreach (ShellCommand command in Calls().Where(call => call.Words.Contains(Left)))
        {
            CheckMention(command.Words, new Span(command.File, command.Line, string.Empty), problems);
        }

        foreach (Span code in Repository.Documents.SelectMany(document => document.InlineCode))
        {
            string text = code.Text.Replace("\\|", "/", StringComparison.Ordinal);
            IReadOnlyList<string> words = ShellCommand.Split(text).First();
            if (words.Count > 1 && Tool.IsCalledBy(words))
            {
                CheckMention(words, code, problems);
            }
        }

        problems.AssertNone();
    }

    /// <summary>inspect, plan, run and verify, where a document or a help gives them the card model.</summary>
    [TestMethod]
    public void TheShortCommandsOnTheCardModelRun()
    {
        int ran = 0;
        foreach (ShellCommand command in Calls().Concat(Tool.Examples()).Where(IsShort).Where(CardsFolder.Holds))
        {
            Tool.Run(CardsFolder.Path, Arguments(command));
            ran++;
        }

        Assert.IsGreaterThan(0, ran);
    }

    [TestMethod]
    public void EveryTargetOfMakeIsThere()
    {
        MatchCollection rules = MakeTarget().Matches(Repository.Text("Makefile"));
        HashSet<string> targets = rules.Select(match => match.Groups[1].Value).ToHashSet();
        IEnumerable<(Span Where, string Target)> calls = Repository.Documents.SelectMany(MakeCalls);
        Problems problems = new();
        foreach ((Span where, string target) in calls.Where(call => !targets.Contains(call.Target)))
        {
            problems.Add(where.File, where.Line, $"make has no target {target}");
        }

        problems.AssertNone();
    }

    [TestMethod]
    public void ALineIsTakenApartAsAShellDoes()
    {
        string[] commands = ShellCommand.Split("A=1 sqnet verify 'a b' && other > file | sqnet run x # y")
            .Select(words => string.Join(',', words))
            .ToArray();

        CollectionAssert.AreEqual(new[] { "sqnet,verify,a b", "other", "sqnet,run,x" }, commands);
    }

    [TestMethod]
    public void AWrongOptionIsFound()
    {
        Assert.IsNotEmpty(Tool.Errors(["inspect", "cards.sqnt", "--no-such-option"]).ToList());
        Assert.IsEmpty(Tool.Errors(["inspect", "cards.sqnt", "--json"]).ToList());
    }

    private static bool IsShort(ShellCommand call)
    {
        return call.Words.Count > 2 && shortCommands.Contains(call.Words[1]) && !call.Words.Contains("-o");
    }

    private static IEnumerable<ShellCommand> Calls()
    {
        return Repository.Documents.SelectMany(ShellCommand.In).Where(command => Tool.IsCalledBy(command.Words));
    }

    private static List<string> Arguments(ShellCommand command)
    {
        return command.Words.Skip(1).Select(word => placeholders.GetValueOrDefault(word, word)).ToList();
    }

    private static void CheckMention(IReadOnlyList<string> words, Span where, Problems problems)
    {
        Command? command = words[1].StartsWith('-') ? Tool.Root : Tool.Find(words[1]);
        if (command is null)
        {
            problems.Add(where.File, where.Line, $"there is no command {words[1]}");
            return;
        }

        foreach (string option in words.Where(word => word.StartsWith('-') && !Tool.Has(command, word)))
        {
            problems.Add(where.File, where.Line, $"{words[1]} has no option {option}");
        }
    }

    private static IEnumerable<(Span Where, string Target)> MakeCalls(Document document)
    {
        IEnumerable<(Span, string)> inBlocks = ShellCommand.In(document)
            .Where(command => command.Words[0] == "make")
            .SelectMany(command => command.Words.Skip(1).Select(word => (command.At(word), word)));
        IEnumerable<(Span, string)> inText = document.InlineCode
            .Where(code => code.Text.StartsWith("make ", StringComparison.Ordinal))
            .SelectMany(code => code.Text.Split(' ').Skip(1).Select(word => (code, word)));
        return inBlocks.Concat(inText);
    }

    [GeneratedRegex(@"^([\w./-]+):(?!=)", RegexOptions.Multiline)]
    private static partial Regex MakeTarget();
}
