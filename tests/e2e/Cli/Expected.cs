using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SqueezeNet.Embedded.Tests.EndToEnd.Cli;

/// <summary>What commands print, as it stands in tests/e2e/Cli/Expected.</summary>
internal static class Expected
{
    private const string Update = "SQNET_UPDATE_EXPECTED";

    // In the checkout: files are read and written where they are kept.
    private static readonly string folderOfFiles = Path.Combine(Repository.Root, "tests", "e2e", "Cli", "Expected");

    /// <summary>
    /// Compares a text with Expected/NAME.txt, whole; writes the file instead if the environment asks for it.
    /// </summary>
    /// <param name="folder">A temporary folder whose path the text may name.</param>
    public static void Check(string name, string text, string folder = "")
    {
        string file = Path.Combine(folderOfFiles, name + ".txt");
        string actual = Normalize(text, folder);
        if (Environment.GetEnvironmentVariable(Update) == "1")
        {
            Directory.CreateDirectory(folderOfFiles);
            File.WriteAllText(file, actual);
            return;
        }

        string expected = File.Exists(file) ? File.ReadAllText(file) : string.Empty;
        if (expected != actual)
        {
            Assert.Fail(
                $"{name}: the output is another than tests/e2e/Cli/Expected/{name}.txt.\n"
                + $"{Difference(expected, actual)}\n"
                + $"If that is wanted: {Update}=1 dotnet test tests/e2e --filter ExpectedOutputTests");
        }
    }

    /// <summary>
    /// Takes out what differs from run to run and from machine to machine: paths of the checkout and of the temporary
    /// folder, seconds that a command took, the number of cores, the cache's default folder, and spaces at line ends.
    /// </summary>
    private static string Normalize(string text, string folder)
    {
        text = text.ReplaceLineEndings("\n").Replace(Repository.Root, "REPOSITORY", StringComparison.Ordinal);
        text = folder.Length > 0 ? text.Replace(folder, "FOLDER", StringComparison.Ordinal) : text;
        text = Regex.Replace(text, @"\(\d+\.\d s\)", "(SECONDS s)");
        text = Regex.Replace(text, @"(?<=--jobs .*\[default: )\d+(?=\])", "CORES");
        text = Regex.Replace(text, @"\[default: [^\]]*/sqnet(/\w+)?\]", "[default: CACHE]");
        return Regex.Replace(text, @"[ ]+$", string.Empty, RegexOptions.Multiline);
    }

    /// <summary>Lines that only one of the texts has at that place: "-" expected, "+" actual.</summary>
    private static string Difference(string expected, string actual)
    {
        string[] before = expected.Split('\n');
        string[] after = actual.Split('\n');
        int same = before.Zip(after).TakeWhile(pair => pair.First == pair.Second).Count();
        int most = Math.Min(before.Length, after.Length) - same;
        int tail = before.Reverse().Zip(after.Reverse()).Take(most)
            .TakeWhile(pair => pair.First == pair.Second).Count();
        return $"@@ line {same + 1} @@\n" + string.Join(
            '\n',
            before[same..^tail].Select(line => "- " + line).Concat(after[same..^tail].Select(line => "+ " + line)));
    }
}
