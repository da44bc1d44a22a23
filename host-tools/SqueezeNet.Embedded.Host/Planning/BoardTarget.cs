using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Planning;

/// <summary>Where a blob is to run, and what it may take there.</summary>
public sealed record BoardTarget
{
    /// <summary>
    /// The board: one of <see cref="Boards"/>, or a profile that <see cref="Planning.Board.Parse"/> has read.
    /// </summary>
    public Board Board { get; init; } = Boards.Default;

    /// <summary>Bytes of RAM that the arena may have; null for as few as possible.</summary>
    public int? RamBytes { get; init; }

    /// <summary>
    /// Where the weights will be. Null is the usual place: flash for raw weights; for packed ones PSRAM, and a window
    /// in the arena where the board has no PSRAM.
    /// </summary>
    public WeightsMemory? Weights { get; init; }

    /// <summary>
    /// Where the arena is to be; null is where a blob has it, and internal RAM for a model. Times are modelled for
    /// internal RAM.
    /// </summary>
    public ArenaMemory? Arena { get; init; }

    /// <summary>What to plan for a model that will become a blob.</summary>
    /// <param name="isPacked">Whether its weights will be packed.</param>
    /// <exception cref="PlanningException">A window is asked for: that takes a blob with packed weights.</exception>
    public PlanRequest RequestFor(SqueezeNetModel model, bool isPacked)
    {
        RequireNoWindow();
        WeightsMemory usual = isPacked && Board.PsramBytes > 0 ? WeightsMemory.Psram : WeightsMemory.Flash;
        return new PlanRequest(StageShape.Cut(model), Board, Weights ?? usual, RamBytes, BlobPlan.EstimateBytes(model))
        {
            Arena = Arena ?? ArenaMemory.Internal,
            IsPacked = isPacked,
        };
    }

    /// <summary>What to plan for a blob.</summary>
    /// <exception cref="PlanningException">A window is asked for, and the blob's weights are not packed.</exception>
    public PlanRequest RequestFor(Blob blob)
    {
        DecodeCounts? decode = DecodeCounts.Of(blob);
        if (decode is null)
        {
            RequireNoWindow();
        }

        return new PlanRequest(StageShape.Of(blob), Board, MemoryFor(decode), RamBytes, blob.Header.TotalBytes)
        {
            Arena = Arena ?? blob.Header.ArenaMemory,
            Decode = decode,
            IsPacked = decode is not null,
            PlansWindow = Weights == WeightsMemory.Window,
        };
    }

    /// <summary>Packed weights are decoded into PSRAM, or into a window.</summary>
    private WeightsMemory MemoryFor(DecodeCounts? decode)
    {
        return decode is null ? Weights ?? WeightsMemory.Flash
            : Board.PsramBytes > 0 && Weights != WeightsMemory.Window ? WeightsMemory.Psram
            : WeightsMemory.Window;
    }

    private void RequireNoWindow()
    {
        if (Weights == WeightsMemory.Window)
        {
            throw new PlanningException("a window takes a blob with packed weights");
        }
    }
}
