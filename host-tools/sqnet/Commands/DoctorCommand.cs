using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Flashing.Diagnosis;
using SqueezeNet.Embedded.Flashing.Ports;
using SqueezeNet.Embedded.Flashing.Tools;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>sqnet doctor: what is missing between this computer and a board that tells labels.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        Command command = new(
            "doctor",
            "Looks for what a board needs: the tools, the port, the board itself, what is on it. Names what is missing "
            + "and the command that brings it. The board is asked through its ROM loader and starts anew.");
        ExamplesHelp.Add(
            command,
            """
            sqnet doctor
            sqnet doctor --port /dev/ttyACM0 --json
            """);
        PortOptions port = new();
        port.AddTo(command);
        Option<bool> json = Arguments.Json();
        command.AddAll(json);
        command.SetGuardedAction((parsed, cancellation) =>
            RunAsync(port.Read(parsed), parsed.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(ReachRequest request, bool json, CancellationToken cancellation)
    {
        List<Finding> findings = [];
        await foreach (Finding finding in new BoardDiagnosis(new PortList(), request).RunAsync(cancellation))
        {
            findings.Add(finding);
            if (!json)
            {
                DoctorOutput.Write(finding);
            }
        }

        if (json)
        {
            Json.Write(findings.Select(DoctorOutput.ToJson));
        }

        return findings.All(finding => finding.IsThere) ? ExitCode.Success : ExitCode.Negative;
    }
}
