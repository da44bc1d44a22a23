using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using SqueezeNet.Embedded.Tests.Docs.Tables;

namespace SqueezeNet.Embedded.Tests.Docs.Markdown;

/// <summary>Words of documents that name types, members and functions of the code.</summary>
internal static partial class CodeName
{
    private static readonly string[] sources =
    [
        ".c", ".cmake", ".cpp", ".cs", ".csproj", ".h", ".inc", ".json", ".nfproj", ".S", ".sh", ".txt",
    ];

    /// <summary>Names of nf-interpreter, ESP-IDF and what else the project works with.</summary>
    private static readonly HashSet<string> foreign =
    [
        "AddressSanitizer", "AveragePool", "BatchNorm", "ConvInteger", "DequantizeLinear", "GlobalAveragePool",
        "InteropAssemblies", "LogSoftmax", "QLinearAdd", "QLinearAveragePool", "QLinearConcat", "QLinearConv",
        "QLinearGlobalAveragePool", "QLinearSoftmax", "QuantizeLinear", "ReduceMean", "TorchScript",
    ];

    private static readonly Lazy<HashSet<string>> words = new(() => Repository.Files
        .Where(file => sources.Contains(Path.GetExtension(file)))
        .Where(file => !file.StartsWith("tests/docs", StringComparison.Ordinal))
        .SelectMany(file => Word().Matches(Repository.Text(file)).Select(match => match.Value))
        .Concat(ErrorTable.NativeNames().Values) // put together by a macro
        .ToHashSet());

    /// <summary>The names in a piece of code: PascalCase with two humps at least, or sqnet_ and sq_ names.</summary>
    public static IEnumerable<string> In(string code)
    {
        return Qualified().IsMatch(code) ? Word().Matches(code).Select(match => match.Value).Where(IsName) : [];
    }

    /// <summary>Whether the sources have that word.</summary>
    public static bool IsKnown(string name)
    {
        return words.Value.Contains(name) || foreign.Contains(name);
    }

    private static bool IsName(string word)
    {
        return Humps().IsMatch(word) || OurPrefix().IsMatch(word);
    }

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();

    [GeneratedRegex(@"^\w+(\.\w+)*(\(\))?$")]
    private static partial Regex Qualified();

    [GeneratedRegex("^([A-Z][a-z0-9]+){2,}$")]
    private static partial Regex Humps();

    [GeneratedRegex("^(sqnet|SQNET|sq)_[A-Za-z]")]
    private static partial Regex OurPrefix();
}
