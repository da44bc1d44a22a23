using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SqueezeNet.Embedded.Flashing.Devices;

namespace SqueezeNet.Embedded.Flashing.Consoles;

/// <summary>Follows a node from its start to the first label, or to the cause why there is none.</summary>
public sealed class NodeWatch : INodeWatch
{
    private readonly Func<IConsole> open;
    private readonly Action<ConsoleLine> show;
    private readonly bool hasReset;

    /// <summary>Names what is followed.</summary>
    /// <param name="open">Opens the console.</param>
    /// <param name="show">Told each line as it comes.</param>
    /// <param name="hasReset">Whether to start the board anew, so that nothing is missed.</param>
    public NodeWatch(Func<IConsole> open, Action<ConsoleLine> show, bool hasReset)
    {
        this.open = open;
        this.show = show;
        this.hasReset = hasReset;
    }

    /// <inheritdoc/>
    public async Task<NodeStart> FollowAsync(TimeSpan longest, CancellationToken cancellation)
    {
        ConsoleLine? opened = null;
        ConsoleLine? end = await ReadAsync(
            line => Note(line, ref opened) || line.Label is not null || line.Cause is { IsFinal: true },
            longest,
            cancellation)
            .ConfigureAwait(false);
        string? problem = end?.Cause is ConsoleCause cause
            ? $"\"{end.Text.Trim()}\": {cause.Cause}. {cause.Remedy}." : null;
        return new NodeStart(opened?.Firmware, opened?.ModelCrc, end?.Label, problem);
    }

    /// <returns>False: it ends nothing.</returns>
    private static bool Note(ConsoleLine line, ref ConsoleLine? opened)
    {
        opened = line.Firmware is null ? opened : line;
        return false;
    }

    /// <summary>Shows all lines until the time is over, or the console ends.</summary>
    public Task ShowAsync(TimeSpan longest, CancellationToken cancellation)
    {
        return ReadAsync(_ => false, longest, cancellation);
    }

    /// <returns>The line that ended it; null if it was the time or the console.</returns>
    private async Task<ConsoleLine?> ReadAsync(
        Func<ConsoleLine, bool> isEnd, TimeSpan longest, CancellationToken cancellation)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(longest);
        try
        {
            using IConsole console = open();
            if (hasReset)
            {
                await console.ResetAsync(limit.Token).ConfigureAwait(false);
            }

            ConsoleLines lines = new(console);
            while (await lines.NextAsync(limit.Token).ConfigureAwait(false) is IReadOnlyList<string> texts)
            {
                if (Show(texts, isEnd) is ConsoleLine end)
                {
                    return end;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The time is over.
        }

        return null;
    }

    private ConsoleLine? Show(IReadOnlyList<string> texts, Func<ConsoleLine, bool> isEnd)
    {
        foreach (string text in texts)
        {
            ConsoleLine line = ConsoleReading.Read(text);
            show(line);
            if (isEnd(line))
            {
                return line;
            }
        }

        return null;
    }
}
