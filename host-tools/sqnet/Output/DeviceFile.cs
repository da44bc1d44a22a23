using System;
using System.Formats.Tar;
using System.IO;

namespace SqueezeNet.Embedded.Cli.Output;

/// <summary>Whether a path leads to a device, a pipe or a socket: what cannot be replaced as a file.</summary>
internal static class DeviceFile
{
    /// <summary>By the file's kind, not by where it is: /dev/shm holds files like any other folder.</summary>
    public static bool Is(string path)
    {
        // What has a length is a file. Of what has none, only the writer of archives tells the kind.
        FileInfo file = new(path);
        if (OperatingSystem.IsWindows() || !file.Exists || file.Length > 0)
        {
            return false;
        }

        try
        {
            using MemoryStream archive = new();
            using (TarWriter writer = new(archive, leaveOpen: true))
            {
                writer.WriteEntry(path, "x");
            }

            archive.Position = 0;
            using TarReader reader = new(archive);
            return reader.GetNextEntry()?.EntryType is not TarEntryType.RegularFile;
        }
        catch (UnauthorizedAccessException)
        {
            // It was opened to be read, which only files are.
            return false;
        }
        catch (IOException)
        {
            // Sockets have no place in archives.
            return true;
        }
    }
}
