namespace SqueezeNet.Embedded.Host.Import.Torch;

/// <summary>
/// A class or function that a pickle names. It stays a name: nothing is looked up, nothing is called.
/// </summary>
internal sealed record PickleGlobal(string Name);
