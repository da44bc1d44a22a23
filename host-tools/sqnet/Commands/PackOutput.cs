using System;
using System.Globalization;
using Spectre.Console;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Inspection;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>What packing did, on the terminal and as JSON.</summary>
internal static class PackOutput
{
    public static void Write(PackOptions options, Blob before, Blob after)
    {
        double bits = BlobSummary.Of(after).BitsPerWeight;
        if (options.Json)
        {
            Json.Write(new
            {
                Blob = options.Output,
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
            $"{options.Output}: {after.Header.TotalBytes} bytes of flash, before {before.Header.TotalBytes}; "
            + $"weights {after.StoredWeightsBytes} bytes, {bits:F2} bits each"));
    }
}
