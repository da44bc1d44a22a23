using System;
using System.CommandLine;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>What sqnet inspect is asked.</summary>
internal sealed record InspectOptions(string Blob, bool Json)
{
    /// <summary>Gives a command its arguments and options.</summary>
    /// <returns>What reads them.</returns>
    public static Func<ParseResult, InspectOptions> AddTo(Command command)
    {
        Argument<string> blob = Arguments.Blob();
        Option<bool> json = Arguments.Json();
        command.AddAll(blob, json);
        return parsed => new InspectOptions(parsed.GetRequiredValue(blob), parsed.GetValue(json));
    }
}
