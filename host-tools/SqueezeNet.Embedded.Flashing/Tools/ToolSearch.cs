using System;
using System.Collections.Generic;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;

namespace SqueezeNet.Embedded.Flashing.Tools;

/// <summary>Asks the ways in which a program may be installed, one after the other, which version they are.</summary>
/// <param name="name">The program's name.</param>
/// <param name="question">The arguments that make it say its version.</param>
/// <param name="answer">Finds the version in what it prints, as the group "version".</param>
/// <param name="oldest">The oldest that will do.</param>
/// <param name="remedy">How to get it, or a newer one.</param>
internal sealed class ToolSearch(string name, string[] question, Regex answer, Version oldest, string remedy)
{
    // A Python that starts for the first time compiles its modules.
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(60);

    /// <summary>The first that is there and new enough.</summary>
    /// <exception cref="FlashingException">There is none.</exception>
    public async Task<ExternalTool> FindAsync(IEnumerable<ToolCandidate> candidates, CancellationToken cancellation)
    {
        ExternalTool? tooOld = null;
        foreach (ToolCandidate candidate in candidates)
        {
            ExternalTool? tool = await AskAsync(candidate, cancellation).ConfigureAwait(false);
            if (tool is not null && tool.Version >= oldest)
            {
                return tool;
            }

            tooOld ??= tool;
        }

        throw new FlashingException(
            FlashingCause.Environment,
            tooOld is null
                ? $"{name} is not installed. {remedy}"
                : $"{tooOld.CommandLine} is {name} {tooOld.Version}, but {oldest} or newer is needed. {remedy}");
    }

    private async Task<ExternalTool?> AskAsync(ToolCandidate candidate, CancellationToken cancellation)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience);
        try
        {
            ToolResult? result = await ToolProcess.TryRunAsync(
                candidate.File, [.. candidate.Prefix, .. question], null, limit.Token).ConfigureAwait(false);
            Match match = answer.Match(result?.Output ?? string.Empty);
            return match.Success && Version.TryParse(match.Groups["version"].Value, out Version? version)
                ? new ExternalTool(name, candidate.File, candidate.Prefix, version)
                : null;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }
}
