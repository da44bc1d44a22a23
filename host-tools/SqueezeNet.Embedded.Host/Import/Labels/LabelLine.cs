namespace SqueezeNet.Embedded.Host.Import.Labels;

/// <summary>A line of a file of labels, or what is left of it.</summary>
/// <param name="Number">From 1.</param>
internal sealed record LabelLine(int Number, string Text);
