using System.IO;
using SqueezeNet.Embedded.Cli.Output;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>Checks of files that will be written.</summary>
internal static class OutputFile
{
    /// <summary>Fails before minutes of work, not after.</summary>
    /// <exception cref="CommandException">The file cannot be written.</exception>
    public static void RequireFolder(string target)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(target)) ?? target;
        if (!Directory.Exists(folder) || Directory.Exists(target))
        {
            throw new CommandException(
                ExitCode.Environment,
                $"{target}: cannot be written; '{folder}' must be a folder and the blob a file in it.");
        }
    }
}
