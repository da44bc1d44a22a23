namespace SqueezeNet.Embedded.Host.Import.Graphs;

/// <summary>
/// What a network does to its input's values before the first convolution: value * Scale[c] + Shift[c], c being a
/// channel of the file.
/// </summary>
/// <param name="Node">The last node that does so.</param>
internal sealed record InputMap(double[] Scale, double[] Shift, string Node);
