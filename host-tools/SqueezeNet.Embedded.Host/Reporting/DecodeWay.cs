namespace SqueezeNet.Embedded.Host.Reporting;

/// <summary>Memory and time of one way to run packed weights.</summary>
public sealed record DecodeWay
{
    /// <summary>Whether the board and the budget allow it.</summary>
    public required bool Fits { get; init; }

    /// <summary>Why not; null if they do.</summary>
    public string? Problem { get; init; }

    /// <summary>Arena in internal RAM.</summary>
    public required long InternalBytes { get; init; }

    /// <summary>For decoded weights, what bypasses need, or an arena that is there.</summary>
    public required long PsramBytes { get; init; }

    /// <summary>The blob.</summary>
    public required long FlashBytes { get; init; }

    /// <summary>Stages whose groups of channels are decoded one by one.</summary>
    public required int StreamedStages { get; init; }

    /// <summary>Modelled time when the model is opened.</summary>
    public required double BootMs { get; init; }

    /// <summary>Modelled time of one inference, decoding included; null without PSRAM for it.</summary>
    public double? EstimatedMs { get; init; }
}
