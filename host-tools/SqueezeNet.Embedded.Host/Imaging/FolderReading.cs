using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;

namespace SqueezeNet.Embedded.Host.Imaging;

/// <summary>Work on all images of a folder, some at a time, that passes over those that cannot be read.</summary>
internal sealed class FolderReading
{
    private readonly ConcurrentBag<SkippedFile> skipped = [];
    private int done;

    /// <summary>Whether the first image that cannot be read ends the work.</summary>
    public required bool IsStrict { get; init; }

    /// <summary>Images at a time; -1 for as many as there are cores.</summary>
    public int AtATime { get; init; } = -1;

    /// <summary>Is told how many images are done.</summary>
    public Action<int, int>? Progress { get; init; }

    /// <summary>Does the work.</summary>
    /// <returns>One result per file, null for those that could not be read; and these.</returns>
    /// <exception cref="ImageFileException">An image cannot be read and that matters, or none can.</exception>
    public (T?[] Results, IReadOnlyList<SkippedFile> Skipped) Run<T>(
        string folder, IReadOnlyList<string> files, Func<string, T> work, CancellationToken cancellation)
        where T : class
    {
        T?[] results = new T?[files.Count];
        try
        {
            ParallelOptions options = new() { CancellationToken = cancellation, MaxDegreeOfParallelism = AtATime };
            Parallel.For(0, files.Count, options, i =>
            {
                results[i] = Try(files[i], work);
                Progress?.Invoke(Interlocked.Increment(ref done), files.Count);
            });
        }
        catch (AggregateException e)
        {
            // One file's error is what the user needs.
            ExceptionDispatchInfo.Throw(e.InnerExceptions.MinBy(inner => inner.Message, StringComparer.Ordinal)!);
        }

        SkippedFile[] inOrder = [.. skipped.OrderBy(file => file.File, StringComparer.Ordinal)];
        return inOrder.Length < files.Count
            ? (results, inOrder)
            : throw new ImageFileException(
                folder, $"none of its {files.Count} images can be read. {inOrder[0].File}: {inOrder[0].Problem}");
    }

    private T? Try<T>(string file, Func<string, T> work)
        where T : class
    {
        try
        {
            return work(file);
        }
        catch (ImageFileException e) when (!IsStrict)
        {
            skipped.Add(SkippedFile.Of(e));
            return null;
        }
    }
}
