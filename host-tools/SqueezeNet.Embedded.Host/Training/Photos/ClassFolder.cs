using System.Collections.Generic;

namespace SqueezeNet.Embedded.Host.Training.Photos;

/// <summary>A folder whose photos are of one class.</summary>
/// <param name="Label">Name of the class.</param>
/// <param name="Path">The folder.</param>
/// <param name="Files">Its images at any depth, in ordinal order of their paths.</param>
internal sealed record ClassFolder(string Label, string Path, IReadOnlyList<string> Files);
