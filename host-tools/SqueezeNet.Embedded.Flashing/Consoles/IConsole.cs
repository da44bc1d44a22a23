using System;
using System.Threading;
using System.Threading.Tasks;

namespace SqueezeNet.Embedded.Flashing.Consoles;

/// <summary>What a board says on its serial line.</summary>
public interface IConsole : IDisposable
{
    /// <summary>Waits for bytes.</summary>
    /// <param name="buffer">Where they go.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>How many came; 0 if none will come any more.</returns>
    ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation);

    /// <summary>Starts the board anew.</summary>
    Task ResetAsync(CancellationToken cancellation);
}
