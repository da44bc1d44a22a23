using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SqueezeNet.Embedded.Flashing.Devices;
using SqueezeNet.Embedded.Flashing.Tables;

namespace SqueezeNet.Embedded.Flashing.Steps;

/// <summary>Looks at a board before anything is written.</summary>
public static class BoardSurvey
{
    private const int HeadBytes = 512;

    /// <summary>Asks what it is, reads its table, and compares what stands at the places of a job.</summary>
    /// <exception cref="FlashingException">It does not answer, or is another board than the job's.</exception>
    public static async Task<BoardState> ReadAsync(IBoardFlash flash, FlashJob job, CancellationToken cancellation)
    {
        ChipInfo chip = await flash.IdentifyAsync(cancellation);
        BoardFit.Require(job, chip);
        byte[] sector = await flash.ReadAsync(PartitionTable.Offset, PartitionTable.Bytes, cancellation);
        (PartitionTable? table, string? problem) = ReadTable(sector);
        BoardState state = BoardState.New with { Chip = chip, Table = table, TableProblem = problem };
        Dictionary<FlashPartKind, RegionState> regions = [];
        foreach (FlashPart part in FlashParts.Of(job, FlashPlan.TableFor(job, state)))
        {
            regions[part.Kind] = await LookAsync(flash, part, cancellation);
        }

        return state with { Regions = regions };
    }

    private static (PartitionTable? Table, string? Problem) ReadTable(byte[] sector)
    {
        if (PartitionBinary.IsErased(sector))
        {
            return (null, null);
        }

        try
        {
            return (PartitionBinary.Read(sector), null);
        }
        catch (FlashingException e)
        {
            return (null, e.Message);
        }
    }

    private static async Task<RegionState> LookAsync(IBoardFlash flash, FlashPart part, CancellationToken cancellation)
    {
        if (await flash.HoldsAsync(part.Region, cancellation))
        {
            return new RegionState(true, null);
        }

        int bytes = int.Min(HeadBytes, part.Region.Bytes.Length);
        byte[] head = await flash.ReadAsync(part.Region.Offset, bytes, cancellation);
        return new RegionState(false, FoundBytes.Describe(part, head));
    }
}
