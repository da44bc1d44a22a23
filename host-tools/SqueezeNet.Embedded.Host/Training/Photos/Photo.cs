using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Host.Training.Photos;

/// <summary>A photo of a class.</summary>
/// <param name="File">Its path.</param>
/// <param name="Class">Index of its class.</param>
/// <param name="Group">Photos of the same group never stand on both sides of a split.</param>
/// <param name="Hash">SHA-256 of the file, hexadecimal.</param>
public sealed record Photo(string File, int Class, int Group, string Hash);
