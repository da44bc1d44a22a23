namespace SqueezeNet.Embedded.Host.Training.Photos;

/// <summary>A photo that goes to another place.</summary>
/// <param name="From">Where it is.</param>
/// <param name="To">Where it goes; nothing is there.</param>
public sealed record ReviewMove(string From, string To);
