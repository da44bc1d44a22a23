using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SqueezeNet.Embedded.Flashing.Devices;

namespace SqueezeNet.Embedded.Tests.Flashing.Steps;

/// <summary>
/// Flash as it is: sectors of 4,096 bytes are erased to 0xFF, a write turns ones into zeros, and the power may go after
/// any byte.
/// </summary>
internal sealed class SimulatedFlash : IBoardFlash
{
    private const int Sector = 0x1000;

    private readonly byte[] bytes;

    public SimulatedFlash(int size)
    {
        bytes = new byte[size];
        bytes.AsSpan().Fill(0xFF);
        Chip = new ChipInfo("esp32s3", "v0.2", size, 8 << 20, "34:85:18:00:00:01", false);
    }

    /// <summary>What answers.</summary>
    public ChipInfo Chip { get; set; }

    /// <summary>Bytes that are written before the power goes; erased sectors count as one each.</summary>
    public long PowerLeft { get; set; } = long.MaxValue;

    /// <summary>Bits at this address never become zero, unless it is null: worn flash.</summary>
    public long? StuckAt { get; set; }

    public List<string> Calls { get; } = [];

    public ReadOnlySpan<byte> Bytes => bytes;

    public Task<ChipInfo> IdentifyAsync(CancellationToken cancellation)
    {
        Calls.Add("identify");
        return Task.FromResult(Chip);
    }

    public Task<byte[]> ReadAsync(long offset, int count, CancellationToken cancellation)
    {
        return Task.FromResult(bytes.AsSpan((int)offset, count).ToArray());
    }

    public Task<bool> HoldsAsync(FlashRegion region, CancellationToken cancellation)
    {
        return Task.FromResult(
            bytes.AsSpan((int)region.Offset, region.Bytes.Length).SequenceEqual(region.Bytes.Span));
    }

    public Task WriteAsync(
        IReadOnlyList<FlashRegion> regions, IProgress<double> progress, CancellationToken cancellation)
    {
        long end = 0;
        foreach (FlashRegion region in regions)
        {
            if (region.Offset % Sector != 0 || region.Offset < end)
            {
                throw new InvalidOperationException($"{region.Name} is out of order, or in another's sector");
            }

            Calls.Add($"write {region.Offset:X}");
            Write(region);
            end = (region.Offset + region.Bytes.Length + Sector - 1) / Sector * Sector;
        }

        progress.Report(1);
        return Task.CompletedTask;
    }

    public Task ResetAsync(CancellationToken cancellation)
    {
        Calls.Add("reset");
        return Task.CompletedTask;
    }

    /// <summary>What somebody else has written.</summary>
    public void Put(long offset, ReadOnlySpan<byte> content)
    {
        content.CopyTo(bytes.AsSpan((int)offset));
    }

    private void Write(FlashRegion region)
    {
        for (int at = 0; at < region.Bytes.Length; at += Sector)
        {
            Span<byte> sector = bytes.AsSpan((int)region.Offset + at, Sector);
            Use(1);
            sector.Fill(0xFF);
            ReadOnlySpan<byte> content = region.Bytes.Span[at..int.Min(at + Sector, region.Bytes.Length)];
            if (content.ContainsAnyExcept((byte)0xFF))
            {
                Program(sector, content, region.Offset + at);
            }
        }
    }

    private void Program(Span<byte> sector, ReadOnlySpan<byte> content, long address)
    {
        int count = (int)long.Min(content.Length, PowerLeft);
        for (int k = 0; k < count; k++)
        {
            sector[k] &= address + k == StuckAt ? (byte)0xFF : content[k];
        }

        Use(content.Length);
    }

    private void Use(int count)
    {
        PowerLeft -= count;
        if (PowerLeft < 0)
        {
            throw new PowerLossException();
        }
    }

    /// <summary>The power went.</summary>
    internal sealed class PowerLossException : Exception;
}
