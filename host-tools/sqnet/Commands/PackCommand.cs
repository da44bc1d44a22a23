using System;
using System.CommandLine;
using System.Globalization;
using System.Threading.Tasks;
using Spectre.Console;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Inspection;
using SqueezeNet.Embedded.Host.Packing;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>sqnet pack: the same model with its weights and labels packed, or unpacked.</summary>
internal static class PackCommand
{
    public static Command Create()
    {
        Argument<string> blob = Arguments.Blob();
        Option<string> output = new("--output", "-o") { Description = "Blob to write.", Required = true };
        Option<bool> raw = new("--raw") { Description = "Unpack: write weights and labels as they are used, to be read in place." };
        Option<bool> json = Arguments.Json();
        Command command = new(
            "pack",
            "Packs a blob's weights and labels without loss (SPEC 4.2, 5.6), or unpacks them: less flash and more RAM, the same scores.")
        {
            blob, output, raw, json,
        };
        ExamplesHelp.Add(
            command,
            """
            sqnet pack v11.sqnt -o v11-packed.sqnt
            sqnet pack v11-packed.sqnt -o v11.sqnt --raw
            """);
        command.SetGuardedAction((arguments, _) =>
        {
            string target = arguments.GetRequiredValue(output);
            OutputFile.RequireFolder(target);
            byte[] bytes = Arguments.ReadBlob(arguments.GetRequiredValue(blob));
            byte[] result = arguments.GetValue(raw) ? BlobPacker.Unpack(bytes) : BlobPacker.Pack(bytes);
            OutputFile.Save(target, result);
            Report(target, Blob.Open(bytes), Blob.Open(result), arguments.GetValue(json));
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    private static void Report(string target, Blob before, Blob after, bool json)
    {
        double bits = BlobSummary.Of(after).BitsPerWeight;
        if (json)
        {
            Json.Write(new
            {
                Blob = target,
                Bytes = after.Header.TotalBytes,
                BytesBefore = before.Header.TotalBytes,
                after.StoredWeightsBytes,
                BitsPerWeight = Math.Round(bits, 3),
                Crc = after.Header.Crc.ToString("x8", CultureInfo.InvariantCulture),
            });
            return;
        }

        Terminal.Results.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{target}: {after.Header.TotalBytes} bytes of flash, before {before.Header.TotalBytes}; weights {after.StoredWeightsBytes} bytes, {bits:F2} bits each"));
    }
}
