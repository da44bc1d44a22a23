using System;
using System.IO;

namespace SqueezeNet.Embedded.Host.Download;

/// <summary>Where downloaded models are kept.</summary>
public static class CacheFolder
{
    /// <summary>
    /// SQNET_CACHE if it is set; otherwise sqnet in XDG_CACHE_HOME or ~/.cache, on Windows in the local application
    /// data.
    /// </summary>
    public static string Default
    {
        get
        {
            string? own = Environment.GetEnvironmentVariable("SQNET_CACHE");
            return string.IsNullOrEmpty(own) ? Path.Combine(UsersCache(), "sqnet") : own;
        }
    }

    private static string UsersCache()
    {
        if (OperatingSystem.IsWindows())
        {
            return Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        }

        string? shared = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        return string.IsNullOrEmpty(shared)
            ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache")
            : shared;
    }
}
