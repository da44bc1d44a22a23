namespace SqueezeNet.Embedded.Host.Training;

/// <summary>One way of making the network smaller: what it costs on the board, and how well it does.</summary>
/// <param name="Side">Width and height of the input, pixels.</param>
/// <param name="HasBypass">Whether a bypass is added around the last Fire module.</param>
/// <param name="Accuracy">Held out, percent, fp32, frozen features.</param>
/// <param name="RamBytes">The arena.</param>
/// <param name="FlashBytes">The blob.</param>
/// <param name="Milliseconds">Modelled.</param>
public sealed record FitRow(
    int Side, bool HasBypass, double Accuracy, long RamBytes, long FlashBytes, double Milliseconds)
{
    /// <summary>Why the board or the limit does not take it; null if it does.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether it is the one that was taken.</summary>
    public bool IsChosen { get; init; }
}
