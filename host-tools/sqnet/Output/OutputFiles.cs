using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using SqueezeNet.Embedded.Host.Building;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Cli.Output;

/// <summary>
/// What a command writes: proven to be possible before the work, kept in temporary files beside their places, and put
/// there together at the end, or not at all. Folders that are missing are made, and removed again if nothing came.
/// </summary>
internal sealed class OutputFiles : IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, PendingFile> pending = [];
    private readonly List<string> made = [];
    private bool isOver;

    /// <summary>Makes folders and temporary files for all outputs of a command.</summary>
    /// <exception cref="CommandException">One cannot be written; nothing is left behind.</exception>
    public void Prepare(FilePlan plan)
    {
        Prepare(plan.Outputs, plan.ExpectedBytes);
    }

    /// <summary>The same for outputs that no command line names.</summary>
    /// <param name="expectedBytes">About how long each becomes, at least.</param>
    /// <exception cref="CommandException">One cannot be written; nothing is left behind.</exception>
    public void Prepare(IEnumerable<NamedPath> outputs, Func<NamedPath, long> expectedBytes)
    {
        foreach (NamedPath output in outputs)
        {
            Prove(output, expectedBytes(output));
        }
    }

    /// <summary>Writes a file that was named as an output. It is in its place after <see cref="Land"/>.</summary>
    /// <exception cref="CommandException">There is no space.</exception>
    public void Write(string path, byte[] bytes)
    {
        lock (gate)
        {
            ThrowIfOver();
            Try(path, () => pending[path].Write(bytes));
        }
    }

    /// <summary>Adds a file whose name was not known before, and writes it.</summary>
    /// <exception cref="CommandException">It cannot be written.</exception>
    public void Add(string path, byte[] bytes)
    {
        Prove(new NamedPath(path, PathRole.Output, path), bytes.Length);
        Write(path, bytes);
    }

    /// <summary>Leaves the file at a place that was named as an output, or none, as it is.</summary>
    public void Leave(string path)
    {
        lock (gate)
        {
            ThrowIfOver();
            if (pending.Remove(path, out PendingFile? file))
            {
                file.Dispose();
            }
        }
    }

    /// <summary>Puts all files in their places.</summary>
    /// <exception cref="CommandException">One cannot be; those before it are again what they were.</exception>
    public void Land()
    {
        lock (gate)
        {
            ThrowIfOver();
            try
            {
                int left = pending.Count;
                foreach ((string path, PendingFile file) in pending)
                {
                    // Behind the last one nothing can fail: it may replace what is there at once.
                    Try(path, --left > 0 ? file.CommitOnTrial : file.Commit);
                }
            }
            catch (CommandException)
            {
                TakeBack();
                throw;
            }

            isOver = true;
        }
    }

    private void TakeBack()
    {
        List<string> lost = [];
        foreach (PendingFile file in pending.Values)
        {
            try
            {
                file.TakeBack();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                lost.Add(e.Message);
            }
        }

        if (lost.Count > 0)
        {
            throw new CommandException(ExitCode.Environment, $"Not all could be written: {string.Join("; ", lost)}.");
        }
    }

    /// <summary>Removes what has not come into its place.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            foreach (PendingFile file in pending.Values)
            {
                file.Dispose();
            }

            if (!isOver)
            {
                RemoveFolders();
            }

            pending.Clear();
            isOver = true;
        }
    }

    private void Prove(NamedPath output, long expectedBytes)
    {
        lock (gate)
        {
            ThrowIfOver();
            Try(output.Path, () =>
            {
                if (DeviceFile.Is(RealPath.Of(output.Path)))
                {
                    throw new IOException("this is a device, not a file");
                }

                if (output.Role == PathRole.OutputFolder)
                {
                    MakeFolder(Path.GetFullPath(output.Path));
                    using PendingFile proof = new(Path.Combine(output.Path, ".sqnet-proof"));
                    return;
                }

                MakeFolder(Path.GetDirectoryName(RealPath.Of(output.Path))!);
                pending.Add(output.Path, new PendingFile(output.Path, expectedBytes));
            });
        }
    }

    private void MakeFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        if (File.Exists(folder))
        {
            throw new IOException($"{folder} is a file, not a folder");
        }

        MakeFolder(Path.GetDirectoryName(folder)!);
        Directory.CreateDirectory(folder);
        made.Add(folder);
    }

    /// <summary>Only those that are empty: somebody else may have put something there.</summary>
    private void RemoveFolders()
    {
        foreach (string folder in made.AsEnumerable().Reverse())
        {
            if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
            {
                Directory.Delete(folder);
            }
        }
    }

    private void ThrowIfOver()
    {
        if (isOver)
        {
            throw new OperationCanceledException();
        }
    }

    private static void Try(string path, Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(
                ExitCode.Environment, $"{path}: cannot be written: {Reason(path, e)}. Nothing was written.", path);
        }
    }

    /// <summary>The runtime's sentences name the temporary file, which the user knows nothing of.</summary>
    private static string Reason(string path, Exception e)
    {
        string message = e.Message.TrimEnd('.');
        return message.Contains("disk was full", StringComparison.Ordinal)
            || message.StartsWith("No space left", StringComparison.Ordinal) ? "there is no space left on the disk"
            : message.StartsWith("Read-only file system", StringComparison.Ordinal) ? "the file system is read-only"
            : message.StartsWith(path + ": ", StringComparison.Ordinal) ? message[(path.Length + 2)..]
            : e is UnauthorizedAccessException
                ? $"its folder {Path.GetDirectoryName(RealPath.Of(path))} does not permit it"
            : message;
    }
}
