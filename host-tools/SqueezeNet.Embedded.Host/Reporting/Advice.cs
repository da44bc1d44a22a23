namespace SqueezeNet.Embedded.Host.Reporting;

/// <summary>A remark on a blob.</summary>
/// <param name="IsWarning">Whether something should be done; otherwise it is good to know.</param>
/// <param name="Subject">A layer, or what else is meant.</param>
/// <param name="Text">What was found, and the remedy.</param>
public sealed record Advice(bool IsWarning, string Subject, string Text);
