using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SqueezeNet.Embedded.Tests.Firmware.Library;

/// <summary>The table of errors in nanoframework-native/core/sqnet_errors.h, and ErrorCode with its comments.</summary>
[TestClass]
public sealed partial class ErrorCodeTests
{
    private const string Table = "nanoframework-native/core/sqnet_errors.h";

    [TestMethod]
    public void NamesNumbersAndTextsAreThoseOfTheEngine()
    {
        Dictionary<string, (int Number, string Text)> native = Lines().Matches(Source(Table))
            .ToDictionary(
                line => Name(line.Groups["name"].Value),
                line => (int.Parse(line.Groups["number"].Value), line.Groups["text"].Value));
        Assert.HasCount(26, native);
        native["Ok"] = (0, "no error");
        Dictionary<string, (int Number, string Text)> managed = Members()
            .Matches(Source("firmware/SqueezeNet.Embedded/Model/ErrorCode.cs"))
            .ToDictionary(
                member => member.Groups["name"].Value,
                member => (int.Parse(member.Groups["number"].Value), Phrase(member.Groups["text"].Value)));
        CollectionAssert.AreEquivalent(native, managed);
        CollectionAssert.AreEquivalent(
            Enum.GetValues<ErrorCode>().ToDictionary(code => code.ToString(), code => (int)code),
            native.ToDictionary(error => error.Key, error => error.Value.Number));
    }

    [TestMethod]
    public void TheDesktopsLibraryHasTheTexts()
    {
        if (!NativeEngine.IsAvailable())
        {
            Assert.Inconclusive("libsqnet has not been built");
        }

        foreach (Match line in Lines().Matches(Source(Table)))
        {
            int number = int.Parse(line.Groups["number"].Value);
            Assert.AreEqual(line.Groups["text"].Value, NativeEngine.ErrorText(number));
        }

        Assert.AreEqual("unknown error", NativeEngine.ErrorText(-99));
    }

    /// <summary>NO_FRAME is NoFrame.</summary>
    private static string Name(string constant)
    {
        return string.Concat(constant.Split('_').Select(word => word[..1] + word[1..].ToLowerInvariant()));
    }

    /// <summary>A comment is the phrase as a sentence.</summary>
    private static string Phrase(string sentence)
    {
        Assert.EndsWith(".", sentence);
        return sentence[..1].ToLowerInvariant() + sentence[1..^1];
    }

    private static string Source(string path, [CallerFilePath] string here = "")
    {
        return File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "../../..", path));
    }

    [GeneratedRegex(@"\bE\((?<name>\w+), (?<number>-\d+), ""(?<text>[^""]*)""\)")]
    private static partial Regex Lines();

    [GeneratedRegex(@"/// <summary>(?<text>[^<]*)</summary>\s*(?<name>\w+) = (?<number>-?\d+),")]
    private static partial Regex Members();
}
