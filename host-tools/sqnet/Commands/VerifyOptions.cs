using System;
using System.CommandLine;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>What sqnet verify is asked.</summary>
internal sealed record VerifyOptions(string Blob, bool Json)
{
    /// <summary>Gives a command its arguments and options.</summary>
    /// <returns>What reads them.</returns>
    public static Func<ParseResult, VerifyOptions> AddTo(Command command)
    {
        Argument<string> blob = Arguments.Blob();
        Option<bool> json = Arguments.Json();
        command.AddAll(blob, json);
        return parsed => new VerifyOptions(parsed.GetRequiredValue(blob), parsed.GetValue(json));
    }
}
