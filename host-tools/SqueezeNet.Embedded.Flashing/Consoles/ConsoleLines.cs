using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace SqueezeNet.Embedded.Flashing.Consoles;

/// <summary>Lines of a console as they come; one that was cut ends with the silence after it.</summary>
/// <param name="console">The console.</param>
internal sealed class ConsoleLines(IConsole console)
{
    private static readonly TimeSpan silence = TimeSpan.FromMilliseconds(500);

    private readonly ConsoleText text = new();
    private readonly byte[] buffer = new byte[4096];
    private Task<int>? reading;
    private bool hasEnded;

    /// <summary>Waits for the next lines, which may be none.</summary>
    /// <returns>Null when the console has ended.</returns>
    public async Task<IReadOnlyList<string>?> NextAsync(CancellationToken cancellation)
    {
        if (hasEnded)
        {
            return null;
        }

        reading ??= console.ReadAsync(buffer, cancellation).AsTask();
        Task first = await Task.WhenAny(reading, Task.Delay(silence, cancellation)).ConfigureAwait(false);
        if (first != reading)
        {
            cancellation.ThrowIfCancellationRequested();
            return Rest();
        }

        int read = await reading.ConfigureAwait(false);
        reading = null;
        hasEnded = read == 0;
        return hasEnded ? Rest() : [.. text.Add(buffer.AsSpan(0, read)).Where(line => line.Length > 0)];
    }

    private string[] Rest()
    {
        return text.Flush() is string rest ? [rest] : [];
    }
}
