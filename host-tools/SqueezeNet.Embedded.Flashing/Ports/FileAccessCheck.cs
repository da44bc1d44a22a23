using System.Runtime.InteropServices;

namespace SqueezeNet.Embedded.Flashing.Ports;

/// <summary>Asks the system whether this user may open a file, without opening it.</summary>
internal static class FileAccessCheck
{
    private const int ReadAndWrite = 4 | 2;

    /// <summary>Whether the file can be opened for both; only on Linux and macOS.</summary>
    public static bool CanReadAndWrite(string file)
    {
        return Access(file, ReadAndWrite) == 0;
    }

    [DllImport(
        "libc", EntryPoint = "access", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Access(string path, int mode);
}
