using System;
using System.IO;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SqueezeNet.Embedded.Tests;

/// <summary>Where things are.</summary>
internal static class Repository
{
    /// <summary>The checkout.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A file of models/cards.</summary>
    public static string Cards(string name)
    {
        return Path.Combine(Root, "models", "cards", name);
    }

    /// <summary>a genuine model or image folder; the test is skipped, saying so, where there is none.</summary>
    public static string Shared(string name)
    {
        string folder = Environment.GetEnvironmentVariable("SQNET_SHARED") ?? Path.Combine(Root, "..", "shared");
        string path = Path.GetFullPath(Path.Combine(folder, name));
        if (!Path.Exists(path))
        {
            Console.WriteLine($"skipped: no {path}; set SQNET_SHARED to the folder of genuine models");
            Assert.Inconclusive($"no {path}");
        }

        return path;
    }

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "SqueezeNet.Embedded.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new DirectoryNotFoundException("The tests must run inside the checkout.");
    }
}
