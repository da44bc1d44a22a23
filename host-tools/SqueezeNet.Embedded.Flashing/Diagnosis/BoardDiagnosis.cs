using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using SqueezeNet.Embedded.Flashing.Ports;
using SqueezeNet.Embedded.Flashing.Tools;

namespace SqueezeNet.Embedded.Flashing.Diagnosis;

/// <summary>
/// Which of the things that a board needs on its way to labels are there, and which command brings the others.
/// </summary>
/// <param name="ports">The computer's ports.</param>
/// <param name="request">What the user names.</param>
public sealed class BoardDiagnosis(PortList ports, ReachRequest request)
{
    /// <summary>Looks for them, in the order in which they are needed.</summary>
    public async IAsyncEnumerable<Finding> RunAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        yield return await DotnetAsync(cancellation).ConfigureAwait(false);
        (Finding nanoff, _) = await ToolAsync("nanoff", Nanoff.FindAsync(request.Nanoff, cancellation))
            .ConfigureAwait(false);
        yield return nanoff;
        (Finding found, ExternalTool? esptool) = await ToolAsync(
            "esptool", Esptool.FindAsync(request.Esptool, cancellation)).ConfigureAwait(false);
        yield return found;
        (Finding where, string? port) = Port();
        yield return where;
        if (esptool is not null && port is not null)
        {
            await foreach (Finding finding in ContentAsync(esptool, port, cancellation).ConfigureAwait(false))
            {
                yield return finding;
            }
        }
    }

    /// <summary>sqnet itself may be a program of its own; nanoff needs the SDK to be installed.</summary>
    private static async Task<Finding> DotnetAsync(CancellationToken cancellation)
    {
        ToolResult? result = await ToolProcess.TryRunAsync("dotnet", ["--version"], null, cancellation)
            .ConfigureAwait(false);
        return result is { ExitCode: 0 }
            ? new Finding("dotnet", $"SDK {result.Output.Trim()}")
            : new Finding("dotnet", "no SDK", "Install the SDK of .NET 10; nanoff is installed with it.");
    }

    private static async Task<(Finding Finding, ExternalTool? Tool)> ToolAsync(string name, Task<ExternalTool> search)
    {
        try
        {
            ExternalTool tool = await search.ConfigureAwait(false);
            return (new Finding(name, $"{tool.Version} ({tool.CommandLine})"), tool);
        }
        catch (FlashingException e)
        {
            return (Missing(name, e), null);
        }
    }

    private (Finding Finding, string? Port) Port()
    {
        try
        {
            string port = PortChoice.Pick(ports, request.Port);
            string[] others = [.. ports.All().Where(other => other.Name != port).Select(other => other.Name)];
            string more = others.Length > 0 ? $"; others: {string.Join(", ", others)}" : string.Empty;
            string device = ports.All().FirstOrDefault(known => known.Name == port)?.Device ?? "unknown device";
            return (new Finding("port", $"{port} ({device}){more}"), port);
        }
        catch (FlashingException e)
        {
            return (Missing("port", e), null);
        }
    }

    /// <summary>What a board answers; a board that does not is the last finding.</summary>
    private async IAsyncEnumerable<Finding> ContentAsync(
        ExternalTool esptool, string port, [EnumeratorCancellation] CancellationToken cancellation)
    {
        BoardContent content = new(new EsptoolFlash(esptool, ports, port, request.Baud), port);
        await using IAsyncEnumerator<Finding> findings =
            content.ReadAsync(cancellation).GetAsyncEnumerator(cancellation);
        while (true)
        {
            Finding? next = null;
            FlashingException? fault = null;
            try
            {
                next = await findings.MoveNextAsync().ConfigureAwait(false) ? findings.Current : null;
            }
            catch (FlashingException e)
            {
                fault = e;
            }

            if (fault is not null)
            {
                yield return Missing("board", fault);
            }

            if (next is null)
            {
                yield break;
            }

            yield return next;
        }
    }

    private static Finding Missing(string name, FlashingException e)
    {
        int end = e.Message.IndexOf(". ", StringComparison.Ordinal);
        return end < 0
            ? new Finding(name, e.Message, "See above.")
            : new Finding(name, e.Message[..(end + 1)], e.Message[(end + 2)..]);
    }
}
