using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SqueezeNet.Embedded.Tests.Packages;

/// <summary>The packages of this checkout, made once for all tests, and the tool installed from them.</summary>
[TestClass]
public static class PackedProduct
{
    private const string Require = "SqnetRequireNative";

    private static readonly string[] projects =
        ["firmware/SqueezeNet.Embedded", "host-tools/SqueezeNet.Embedded.Host", "host-tools/sqnet"];

    private static readonly string[] natives =
        ["linux-x64/native/libsqnet.so", "linux-arm64/native/libsqnet.so", "win-x64/native/libsqnet.dll"];

    private static readonly Lazy<TemporaryFolder> root = new(Make);

    /// <summary>The folder with the packages.</summary>
    internal static string Folder => PackagesIn(root.Value);

    /// <summary>The installed tool.</summary>
    internal static string Tool => ToolIn(root.Value);

    /// <summary>What a user has who never ran dotnet: no settings, no cache, and one source of packages.</summary>
    internal static IReadOnlyDictionary<string, string?> Environment => CleanUser(root.Value);

    /// <summary>The path of a package.</summary>
    internal static string Package(string id)
    {
        return Directory.GetFiles(Folder, id + ".*.nupkg").Single(file => char.IsDigit(
            Path.GetFileName(file)[id.Length + 1]));
    }

    /// <summary>Removes what was made.</summary>
    [AssemblyCleanup]
    public static void Remove()
    {
        if (root.IsValueCreated)
        {
            root.Value.Dispose();
        }
    }

    /// <summary>Where others' packages are on this computer, so that no test needs a server.</summary>
    internal static string LocalPackages()
    {
        string home = System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile);
        return System.Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(home, ".nuget", "packages");
    }

    /// <summary>Makes the packages and installs the tool.</summary>
    private static TemporaryFolder Make()
    {
        RequireNatives();
        TemporaryFolder folder = new();
        foreach (string project in projects)
        {
            Outcome.Of(
                Repository.Root, new Dictionary<string, string?>(), "dotnet", "pack", project, "-v", "q", "-nologo",
                "-o", PackagesIn(folder)).Succeeded($"dotnet pack {project}");
        }

        string home = Directory.CreateDirectory(folder.File("home")).FullName;
        Outcome.Of(
            home, CleanUser(folder), "dotnet", "tool", "install", "--tool-path", Path.GetDirectoryName(ToolIn(folder))!,
            "--source", PackagesIn(folder), "SqueezeNet.Embedded.Tool").Succeeded("dotnet tool install");
        return folder;
    }

    private static Dictionary<string, string?> CleanUser(TemporaryFolder folder)
    {
        return new Dictionary<string, string?>
        {
            ["HOME"] = folder.File("home"),
            ["DOTNET_CLI_HOME"] = folder.File("home"),
            ["NUGET_PACKAGES"] = folder.File("cache"),
            ["XDG_CACHE_HOME"] = null,
            ["MSBuildSDKsPath"] = null,
            ["MSBUILD_EXE_PATH"] = null,
            ["DOTNET_NOLOGO"] = "1",
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        };
    }

    private static string PackagesIn(TemporaryFolder folder)
    {
        return folder.File("packages");
    }

    private static string ToolIn(TemporaryFolder folder)
    {
        return folder.File(Path.Combine("tool", "sqnet"));
    }

    /// <summary>Builds of make always have them; one project alone may be tested without, and says so.</summary>
    private static void RequireNatives()
    {
        string folder = Path.Combine(Repository.Root, "artifacts", "runtimes");
        string? missing = natives.FirstOrDefault(file => !File.Exists(Path.Combine(folder, file)));
        if (missing is not null)
        {
            string message = $"there is no {Path.Combine(folder, missing)}: make natives";
            Assert.AreNotEqual("true", System.Environment.GetEnvironmentVariable(Require), message);
            Assert.Inconclusive(message);
        }
    }
}
