using System;
using System.IO;

namespace SqueezeNet.Embedded.Tests.Guards;

/// <summary>Where things are.</summary>
internal static class Repository
{
    /// <summary>The checkout.</summary>
    public static string Root { get; } = FindRoot();

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
