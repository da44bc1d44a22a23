using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SqueezeNet.Embedded.Flashing.Devices;
using SqueezeNet.Embedded.Flashing.Ports;

namespace SqueezeNet.Embedded.Flashing.Tools;

/// <summary>A board as esptool reaches it: one run of esptool for each question.</summary>
public sealed class EsptoolFlash : IBoardFlash
{
    /// <summary>What bridges manage over the cables that come with boards; the S3's own USB ignores it.</summary>
    public const int DefaultBaud = 460800;

    private static readonly TimeSpan patience = TimeSpan.FromSeconds(10);

    private readonly ExternalTool tool;
    private readonly EsptoolWords words;
    private readonly PortList ports;
    private readonly int baud;
    private readonly PortReturn returning;
    private string chip = "auto";

    /// <summary>Names tool and port.</summary>
    /// <param name="tool">The esptool that was found.</param>
    /// <param name="ports">The computer's ports.</param>
    /// <param name="port">The port, or a URL as esptool takes it.</param>
    /// <param name="baud">Bits a second.</param>
    public EsptoolFlash(ExternalTool tool, PortList ports, string port, int baud = DefaultBaud)
    {
        this.tool = tool;
        this.ports = ports;
        this.baud = baud;
        words = EsptoolWords.Of(tool.Version);
        returning = new PortReturn(ports, port, patience);
        Port = port;
    }

    /// <summary>The port's name of now: the S3's own USB may come back under another one.</summary>
    public string Port { get; private set; }

    /// <inheritdoc/>
    public async Task<ChipInfo> IdentifyAsync(CancellationToken cancellation)
    {
        string identity = await DoAsync([words.FlashId], cancellation).ConfigureAwait(false);

        // An ESP32 answers this with an error, which says nothing against it.
        ToolResult security = await RunAsync(words.NoReset, [words.SecurityInfo], null, cancellation)
            .ConfigureAwait(false);
        ChipInfo info = EsptoolOutput.Chip(identity, security.Output) ?? throw new FlashingException(
            FlashingCause.Environment,
            $"{tool.CommandLine} {tool.Version} answers in words that are not known here. Versions 4.5 to 5.3 are.");
        chip = info.Chip;
        return info;
    }

    /// <inheritdoc/>
    public async Task<byte[]> ReadAsync(long offset, int bytes, CancellationToken cancellation)
    {
        using PrivateFolder folder = new();
        string file = folder.File("flash.bin");
        await DoAsync([words.ReadFlash, Hex(offset), Hex(bytes), file], cancellation).ConfigureAwait(false);
        byte[] read = File.Exists(file)
            ? await File.ReadAllBytesAsync(file, cancellation).ConfigureAwait(false) : [];
        return read.Length == bytes ? read : throw new FlashingException(
            FlashingCause.Environment,
            $"esptool read {read.Length} of {bytes} bytes at {Hex(offset)}. Check the cable, then repeat the command.");
    }

    /// <inheritdoc/>
    public async Task<bool> HoldsAsync(FlashRegion region, CancellationToken cancellation)
    {
        using PrivateFolder folder = new();
        string file = folder.Write("region.bin", region.Bytes.Span);
        ToolResult result = await RunAsync(
            words.NoReset, [words.VerifyFlash, .. words.AsItIs, Hex(region.Offset), file], null, cancellation)
            .ConfigureAwait(false);
        return result.ExitCode == 0
            || (EsptoolOutput.IsDifferent(result.Output) ? false : throw Fault(result));
    }

    /// <inheritdoc/>
    public async Task WriteAsync(
        IReadOnlyList<FlashRegion> regions, IProgress<double> progress, CancellationToken cancellation)
    {
        if (regions.Count == 0)
        {
            return;
        }

        cancellation.ThrowIfCancellationRequested();
        using PrivateFolder folder = new();
        WriteProgress sum = new(regions, progress);
        string[] files = [.. regions.SelectMany((region, index) => new[]
        {
            Hex(region.Offset), folder.Write($"region{index}.bin", region.Bytes.Span),
        })];

        // What is being written is written to its end: half a sector would be the worst of all.
        ToolResult result = await RunAsync(
            words.NoReset, [words.WriteFlash, .. words.AsItIs, .. files], sum.Read, CancellationToken.None)
            .ConfigureAwait(false);
        if (result.ExitCode != 0)
        {
            throw Fault(result);
        }

        if (sum.Verified != regions.Count)
        {
            throw new FlashingException(
                FlashingCause.Environment,
                $"esptool ended well but confirmed {sum.Verified} of {regions.Count} parts. Repeat the command.");
        }
    }

    /// <inheritdoc/>
    public async Task ResetAsync(CancellationToken cancellation)
    {
        ToolResult result = await RunAsync(words.HardReset, [words.ReadMac], null, cancellation).ConfigureAwait(false);
        if (result.ExitCode != 0)
        {
            throw Fault(result);
        }
    }

    private async Task<string> DoAsync(string[] command, CancellationToken cancellation)
    {
        ToolResult result = await RunAsync(words.NoReset, command, null, cancellation).ConfigureAwait(false);
        return result.ExitCode == 0 ? result.Output : throw Fault(result);
    }

    private async Task<ToolResult> RunAsync(
        string after, string[] command, Action<string>? line, CancellationToken cancellation)
    {
        Port = await returning.WaitAsync(cancellation).ConfigureAwait(false);
        string[] arguments =
        [
            "--chip", chip, "--port", Port, "--baud", baud.ToString(CultureInfo.InvariantCulture),
            "--before", words.DefaultReset, "--after", after, .. command,
        ];
        return await ToolProcess.RunAsync(tool, arguments, line, cancellation).ConfigureAwait(false);
    }

    private FlashingException Fault(ToolResult result)
    {
        return EsptoolFault.Of(result.Output, ports, Port);
    }

    private static string Hex(long value)
    {
        return string.Create(CultureInfo.InvariantCulture, $"0x{value:x}");
    }
}
