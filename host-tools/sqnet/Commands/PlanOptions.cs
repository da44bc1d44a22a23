using System;
using System.CommandLine;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Import;
using SqueezeNet.Embedded.Host.Planning;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>What sqnet plan is asked.</summary>
/// <param name="Source">Blob or model.</param>
/// <param name="Output">Blob to write with the plan; null for none.</param>
/// <param name="Calibrate">What a board has measured of itself with the blob; null for a plan.</param>
/// <param name="Target">Board, budget and places.</param>
internal sealed record PlanOptions(
    string Source, string? Output, string? Calibrate, bool Json, BoardTarget Target)
{
    /// <summary>What the model file does not say.</summary>
    public required Func<ImportOptions> Import { get; init; }

    /// <summary>Gives a command its arguments and options.</summary>
    /// <returns>What reads them.</returns>
    public static Func<ParseResult, PlanOptions> AddTo(Command command)
    {
        Argument<string> source = new Argument<string>("BLOB|MODEL")
        {
            Description = "Blob made by 'sqnet build', or a model as 'sqnet build' takes it; it need not be quantized.",
        }.As(PathRole.Model);
        Option<string?> output = new Option<string?>("--output", "-o")
        {
            Description =
                "Write the blob with this plan; its weights and golden vectors stay as they are. Needs --ram. With "
                + "--calibrate: the fitted profile (.json).",
        }.As(PathRole.OutputBlob);
        Option<string?> calibrate = new Option<string?>("--calibrate")
        {
            Description = "What a board has measured with this blob, the message .../bench of its node: shows model "
                + "against silicon, and fits the profile of --board to it.",
            HelpName = "bench.json",
        }.As(PathRole.Input);
        Option<bool> json = Arguments.Json();
        command.AddAll(source, output, calibrate, json);
        PlanningOptions planning = new(command);
        ModelOptions import = new(command);
        return parsed => new PlanOptions(
            parsed.GetRequiredValue(source),
            parsed.GetValue(output),
            parsed.GetValue(calibrate),
            parsed.GetValue(json),
            planning.Read(parsed))
        {
            Import = () => import.Read(parsed),
        };
    }
}
