using SqueezeNet.Embedded.Flashing.Devices;

namespace SqueezeNet.Embedded.Flashing.Steps;

/// <summary>One step.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Name">With what.</param>
/// <param name="Reason">Why it is done or left out.</param>
/// <param name="Region">Where; null for a step that has no place.</param>
public sealed record FlashStep(FlashStepKind Kind, string Name, string Reason, FlashRegion? Region = null);
