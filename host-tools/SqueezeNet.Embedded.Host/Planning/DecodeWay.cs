namespace SqueezeNet.Embedded.Host.Planning;

/// <summary>Memory and time of one way to run packed weights.</summary>
/// <param name="Fits">Whether the board and the budget allow it.</param>
/// <param name="Problem">Why not; null if they do.</param>
/// <param name="InternalBytes">Arena in internal RAM.</param>
/// <param name="PsramBytes">For decoded weights, what bypasses need, or an arena that is there.</param>
/// <param name="FlashBytes">The blob.</param>
/// <param name="StreamedStages">Stages whose groups of channels are decoded one by one.</param>
/// <param name="BootMs">Modelled time when the model is opened.</param>
/// <param name="EstimatedMs">Modelled time of one inference, decoding included; null without PSRAM for it.</param>
public sealed record DecodeWay(
    bool Fits,
    string? Problem,
    long InternalBytes,
    long PsramBytes,
    long FlashBytes,
    int StreamedStages,
    double BootMs,
    double? EstimatedMs);
