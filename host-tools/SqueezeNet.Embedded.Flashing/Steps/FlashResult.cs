using SqueezeNet.Embedded.Flashing.Devices;

namespace SqueezeNet.Embedded.Flashing.Steps;

/// <summary>What came of a plan.</summary>
/// <param name="Start">What the node said of itself.</param>
/// <param name="Problem">Why the board does not run what was written; null if it does, as far as it said.</param>
/// <param name="IsConfirmed">
/// Whether it said that it runs the firmware and the model of the job, and gave a label. Bytes in flash are no proof:
/// an old firmware may go on running.
/// </param>
public sealed record FlashResult(NodeStart Start, string? Problem, bool IsConfirmed);
