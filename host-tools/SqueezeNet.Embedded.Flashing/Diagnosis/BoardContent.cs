using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using SqueezeNet.Embedded.Flashing.Devices;
using SqueezeNet.Embedded.Host.Planning;

namespace SqueezeNet.Embedded.Flashing.Diagnosis;

/// <summary>What is on a board, by the first bytes of each part.</summary>
/// <param name="board">The board.</param>
/// <param name="port">Its port, for the commands that help.</param>
internal sealed class BoardContent(IBoardFlash board, string port)
{
    private const int Glance = 16;

    // Name of the partition, what it begins with, what that is.
    private static readonly (string Partition, byte[] Start, string What)[] parts =
    [
        ("factory", [0xe9], "nanoCLR"),
        ("deploy", "NFMRK"u8.ToArray(), "application"),
        ("model", "SQNT"u8.ToArray(), "model"),
    ];

    /// <summary>Asks the board, one thing after the other.</summary>
    public async IAsyncEnumerable<Finding> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        ChipInfo chip = await board.IdentifyAsync(cancellation).ConfigureAwait(false);
        string[] names = Fitting(chip);
        yield return Board(chip, names);
        string flash = $"sqnet flash --port {port} --board {(names.Length == 1 ? names[0] : "NAME")}";
        byte[] table = await board.ReadAsync(TableGlance.Offset, TableGlance.Bytes, cancellation).ConfigureAwait(false);
        IReadOnlyDictionary<string, long> offsets = TableGlance.Offsets(table);
        yield return Table(offsets, flash);
        foreach ((string partition, byte[] start, string what) in parts)
        {
            if (offsets.TryGetValue(partition, out long offset))
            {
                byte[] bytes = await board.ReadAsync(offset, Glance, cancellation).ConfigureAwait(false);
                yield return bytes.AsSpan().StartsWith(start)
                    ? new Finding(what, $"in the partition {partition}, at 0x{offset:x}")
                    : new Finding(what, $"none in the partition {partition}, at 0x{offset:x}", $"{flash} --model FILE");
            }
        }

        await board.ResetAsync(cancellation).ConfigureAwait(false);
    }

    private static Finding Board(ChipInfo chip, string[] names)
    {
        string psram = chip.PsramBytes switch
        {
            null => "PSRAM unknown",
            0 => "no PSRAM",
            long bytes => $"{bytes >> 20} MB of PSRAM",
        };
        string what = $"{chip.Chip} {chip.Revision}, {chip.FlashBytes >> 20} MB of flash, {psram}"
            + (chip.IsFlashEncrypted ? ", flash encryption on" : string.Empty);
        return names.Length > 0
            ? new Finding("board", $"{what}; can be {string.Join(", ", names)}")
            : new Finding("board", what, "No profile is like that: make one (docs/planning.md), or take another.");
    }

    private static Finding Table(IReadOnlyDictionary<string, long> offsets, string flash)
    {
        return offsets.Count == 0
            ? new Finding("table", "none at 0x8000", $"{flash} --model FILE")
            : offsets.ContainsKey("model")
                ? new Finding("table", string.Join(", ", offsets.Keys))
                : new Finding("table", "has no partition model", $"{flash} --model FILE");
    }

    private static string[] Fitting(ChipInfo chip)
    {
        return chip.Chip != "esp32s3" ? [] : [.. Boards.Names.Select(Boards.Load)
            .Where(board => board.FlashBytes == chip.FlashBytes)
            .Where(board => chip.PsramBytes is null || board.PsramBytes == chip.PsramBytes)
            .Select(board => board.Name)];
    }
}
