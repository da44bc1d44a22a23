using System;
using System.IO;

namespace SqueezeNet.Embedded.Tests.Docs;

/// <summary>What is compared with a text in the checkout, and takes its place on demand.</summary>
internal static class Expected
{
    private const string Variable = "SQNET_UPDATE_EXPECTED";

    /// <summary>Whether this run writes what it finds in place of what was expected.</summary>
    public static bool Updates => Environment.GetEnvironmentVariable(Variable) == "1";

    /// <summary>How to accept a change.</summary>
    public static string Remedy => $"If that is meant: {Variable}=1 dotnet test tests/docs, and read the difference.";

    /// <summary>Whether a file holds a text; it does after an update.</summary>
    /// <param name="path">From the root of the checkout.</param>
    /// <param name="text">What it should hold.</param>
    public static bool Holds(string path, string text)
    {
        string file = Repository.At(path);
        if (Updates)
        {
            File.WriteAllText(file, text);
        }

        return File.Exists(file) && File.ReadAllText(file) == text;
    }
}
