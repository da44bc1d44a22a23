namespace SqueezeNet.Embedded.Tests.Docs.Markdown;

/// <summary>A piece of a line: code between backticks, or the target of a link.</summary>
/// <param name="File">The document.</param>
/// <param name="Line">The line's number, from 1.</param>
/// <param name="Text">The piece.</param>
internal sealed record Span(string File, int Line, string Text);
