using System.Collections.Generic;

namespace SqueezeNet.Embedded.Tests.Docs.Markdown;

/// <summary>Lines that a document shows as they are.</summary>
/// <param name="File">The document.</param>
/// <param name="Line">Number of the block's first line, from 1.</param>
/// <param name="Language">The word behind a fence; empty for an indented block.</param>
/// <param name="IsFenced">Whether fences enclose it.</param>
/// <param name="Comment">The text of an HTML comment right before it, or empty.</param>
/// <param name="Lines">The lines, without indentation that all have.</param>
internal sealed record CodeBlock(
    string File, int Line, string Language, bool IsFenced, string Comment, IReadOnlyList<string> Lines)
{
    /// <summary>The lines as one text.</summary>
    public string Text => string.Join('\n', Lines);
}
