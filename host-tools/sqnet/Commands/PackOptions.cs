using System;
using System.CommandLine;
using SqueezeNet.Embedded.Cli.Output;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>What sqnet pack is asked.</summary>
/// <param name="Output">Blob to write.</param>
/// <param name="Raw">Whether to decode instead.</param>
internal sealed record PackOptions(string Blob, string Output, bool Raw, bool Json)
{
    /// <summary>Gives a command its arguments and options.</summary>
    /// <returns>What reads them.</returns>
    public static Func<ParseResult, PackOptions> AddTo(Command command)
    {
        Argument<string> blob = Arguments.Blob();
        Option<string> output = new Option<string>("--output", "-o") { Description = "Blob to write.", Required = true }
            .As(PathRole.Output);
        Option<bool> raw = new("--raw")
        {
            Description = "Decode: write weights and labels as they are used, to be read in place.",
        };
        Option<bool> json = Arguments.Json();
        command.AddAll(blob, output, raw, json);
        return parsed => new PackOptions(
            parsed.GetRequiredValue(blob), parsed.GetRequiredValue(output), parsed.GetValue(raw),
            parsed.GetValue(json));
    }
}
