namespace SqueezeNet.Embedded.Flashing.Tools;

/// <summary>How a program ended.</summary>
/// <param name="ExitCode">Zero for success; a system keeps the low eight bits of some.</param>
/// <param name="Output">What it printed on both outputs, without colours.</param>
internal sealed record ToolResult(int ExitCode, string Output);
