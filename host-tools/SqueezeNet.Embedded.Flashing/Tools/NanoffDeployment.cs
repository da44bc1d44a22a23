using System;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using SqueezeNet.Embedded.Flashing.Devices;

namespace SqueezeNet.Embedded.Flashing.Tools;

/// <summary>
/// A board as nanoff reaches it: over the wire protocol, so that the board itself says where its partitions are.
/// Version 2 has flags, version 3 verbs.
/// </summary>
public sealed partial class NanoffDeployment : INodeDeployment
{
    /// <summary>Where a node looks for its settings.</summary>
    public const string SettingsPath = @"I:\node.json";

    private const int FirstWithVerbs = 3;

    // It would ask the Internet, and wait for the answer.
    private const string NoVersionCheck = "--suppressnanoffversioncheck";

    // What it prints while it ends with code zero all the same.
    private static readonly string[] failures = ["Error ", "Exception ", "Cannot find any "];

    private readonly ExternalTool tool;
    private readonly Func<string> port;

    /// <summary>Names tool and port.</summary>
    /// <param name="tool">The nanoff that was found.</param>
    /// <param name="port">Gives the port's name of now.</param>
    public NanoffDeployment(ExternalTool tool, Func<string> port)
    {
        this.tool = tool;
        this.port = port;
    }

    private bool HasVerbs => tool.Version.Major >= FirstWithVerbs;

    /// <inheritdoc/>
    public Task DeployAsync(string imageFile, CancellationToken cancellation)
    {
        string[] arguments = HasVerbs
            ? ["deploy", NoVersionCheck, "--serialport", port(), "--image", imageFile]
            : ["--nanodevice", NoVersionCheck, "--serialport", port(), "--deploy", "--image", imageFile];
        return RunAsync("the application", arguments, cancellation);
    }

    /// <inheritdoc/>
    public Task WriteSettingsAsync(string settingsFile, CancellationToken cancellation)
    {
        return RunWithAsync(
            "the settings",
            HasVerbs ? ["deploy", NoVersionCheck, "--file"] : [NoVersionCheck, "--filedeployment"],
            new
            {
                SerialPort = port(),
                Files = new[] { new { DestinationFilePath = SettingsPath, SourceFilePath = settingsFile } },
            },
            cancellation);
    }

    /// <inheritdoc/>
    public Task WriteWifiAsync(string ssid, string password, CancellationToken cancellation)
    {
        // Left out, nanoff would set the encryption to none, whatever the board had before.
        object secured = new
        {
            Ssid = ssid,
            Password = password,
            Authentication = "WPA2",
            Encryption = "WPA2_PSK2",
            ConfigurationOption = "AutoConnect",
        };
        object open = new { Ssid = ssid, Authentication = "Open", ConfigurationOption = "AutoConnect" };
        return RunWithAsync(
            "the Wi-Fi network",
            HasVerbs ? ["deploy", NoVersionCheck, "--network"] : [NoVersionCheck, "--networkdeployment"],
            new { SerialPort = port(), WirelessClient = password.Length > 0 ? secured : open },
            cancellation);
    }

    /// <summary>Runs it on a file that only this user can read, and that goes whatever happens.</summary>
    private async Task RunWithAsync(
        string what, string[] arguments, object content, CancellationToken cancellation)
    {
        using PrivateFolder folder = new();
        string file = folder.Write("nanoff.json", JsonSerializer.SerializeToUtf8Bytes(content));
        await RunAsync(what, [.. arguments, file], cancellation).ConfigureAwait(false);
    }

    private async Task RunAsync(string what, string[] arguments, CancellationToken cancellation)
    {
        ToolResult result = await ToolProcess.RunAsync(tool, arguments, null, cancellation)
            .ConfigureAwait(false);
        string? line = result.Output.Split('\n').Select(text => text.Trim())
            .LastOrDefault(text => failures.Any(start => text.StartsWith(start, StringComparison.Ordinal)));
        if (result.ExitCode != 0 || line is not null)
        {
            throw new FlashingException(FlashingCause.Environment, Fault(what, result, line));
        }
    }

    private string Fault(string what, ToolResult result, string? line)
    {
        string code = Code().Match(result.Output).Groups[1].Value;
        string remedy = code switch
        {
            "E2000" or "E2001" or "E2002" or "E2003" =>
                "nanoCLR does not answer: press RESET and try again; if that does not help, it is not on the board, or "
                + "the application keeps it too busy.",
            "E4005" or "E6000" or "E6001" or "E6002" =>
                "Close what has the port open, or name another one with --port.",
            "E9000" => "This version has other options than those of 2.5 to 3.0: dotnet tool update -g nanoff.",
            _ => "Press RESET and try again.",
        };
        string said = line ?? (code.Length > 0 ? $"error {code}" : $"exit code {result.ExitCode}");
        return $"nanoff {tool.Version} did not write {what} at {port()}: {said.TrimEnd('.')}. {remedy}";
    }

    [GeneratedRegex(@"Error (E\d{4})")]
    private static partial Regex Code();
}
