using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace SqueezeNet.Embedded.Flashing.Devices;

/// <summary>
/// A board whose ROM loader answers: what it is, and its flash. Everything that can go wrong with it is a
/// <see cref="FlashingException"/> with its remedy.
/// </summary>
public interface IBoardFlash
{
    /// <summary>Asks what the board is.</summary>
    Task<ChipInfo> IdentifyAsync(CancellationToken cancellation);

    /// <summary>Reads bytes, as they are stored.</summary>
    Task<byte[]> ReadAsync(long offset, int bytes, CancellationToken cancellation);

    /// <summary>
    /// Whether a region holds its bytes already: the chip sums them up itself, faster than it could send them.
    /// </summary>
    Task<bool> HoldsAsync(FlashRegion region, CancellationToken cancellation);

    /// <summary>Erases and writes; what was written is compared with what the chip then holds.</summary>
    /// <param name="regions">In the order of their offsets, none touching another's sectors.</param>
    /// <param name="progress">Told 0..1 of all bytes.</param>
    /// <param name="cancellation">Ends it between two commands.</param>
    Task WriteAsync(IReadOnlyList<FlashRegion> regions, IProgress<double> progress, CancellationToken cancellation);

    /// <summary>Starts what is in flash.</summary>
    Task ResetAsync(CancellationToken cancellation);
}
