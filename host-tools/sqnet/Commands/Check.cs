namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>One check of a blob; no problem means it holds.</summary>
internal sealed record Check(string Name, string? Problem);
