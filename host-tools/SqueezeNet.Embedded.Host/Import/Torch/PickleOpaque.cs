namespace SqueezeNet.Embedded.Host.Import.Torch;

/// <summary>
/// Stands for an object that is skipped over: of a class that is not known here, or of no use. It is never made; what
/// the pickle gives to it is dropped.
/// </summary>
/// <param name="Class">What the pickle calls its class, or the function that would make it.</param>
internal sealed record PickleOpaque(string Class);
