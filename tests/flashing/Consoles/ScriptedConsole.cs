using System;
using System.Collections.Generic;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using SqueezeNet.Embedded.Flashing.Consoles;

namespace SqueezeNet.Embedded.Tests.Flashing.Consoles;

/// <summary>A console that says what it is told to, then nothing more.</summary>
internal sealed class ScriptedConsole(params byte[][] parts) : IConsole
{
    private readonly Queue<byte[]> left = new(parts);

    public bool IsReset { get; private set; }

    public bool IsClosed { get; private set; }

    /// <summary>Whether it ends behind the last part; else it stays silent.</summary>
    public bool Ends { get; init; }

    public static ScriptedConsole Saying(string text)
    {
        return new ScriptedConsole(Encoding.UTF8.GetBytes(text));
    }

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        if (left.TryDequeue(out byte[]? part))
        {
            part.CopyTo(buffer);
            return part.Length;
        }

        await Task.Delay(Ends ? TimeSpan.Zero : Timeout.InfiniteTimeSpan, cancellation);
        return 0;
    }

    public Task ResetAsync(CancellationToken cancellation)
    {
        IsReset = true;
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        IsClosed = true;
    }
}
