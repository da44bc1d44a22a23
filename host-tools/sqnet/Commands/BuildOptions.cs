using System;
using System.CommandLine;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Evaluation;
using SqueezeNet.Embedded.Host.Import;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>What sqnet build is asked.</summary>
/// <param name="Model">File of the trained model.</param>
/// <param name="Output">Blob to write.</param>
/// <param name="Calibration">Folder of typical images.</param>
/// <param name="Images">Folder of labelled images; null without an evaluation.</param>
/// <param name="Report">HTML file to write the report to; null without one.</param>
internal sealed record BuildOptions(string Model, string Output, string Calibration, string? Images, string? Report)
{
    /// <summary>Where the true classes stand; null for what fits all images.</summary>
    public ClassesFrom? ClassesFrom { get; init; }

    public bool Json { get; init; }

    /// <summary>Whether the board was named: a blob that does not fit it is a failure then.</summary>
    public bool NamesBoard { get; init; }

    /// <summary>What the model file does not say.</summary>
    public required ImportOptions Import { get; init; }

    /// <summary>Where the blob is to run, and how small it is to be.</summary>
    public required Host.Building.BuildOptions Build { get; init; }

    /// <summary>Gives a command its arguments and options.</summary>
    /// <returns>What reads them.</returns>
    public static Func<ParseResult, BuildOptions> AddTo(Command command)
    {
        Argument<string> model = new Argument<string>("MODEL")
        {
            Description = "Trained model: .onnx, .caffemodel, .net (Deep Compression), or a PyTorch state dict of any "
                + "name.",
        }.As(PathRole.Model);
        Option<string> output = new Option<string>("--output", "-o") { Description = "Blob to write.", Required = true }
            .As(PathRole.OutputBlob);
        Option<string> calibration = new Option<string>("--calibration")
        {
            Description = "Folder of typical images, best about a hundred; no labels are needed.",
            Required = true,
        }.As(PathRole.Images);
        Option<string?> images = new Option<string?>("--images")
        {
            Description = "Folder of other images, whose paths name their classes (see eval): accuracy beside fp32, in "
                + "the report.",
        }.As(PathRole.Images);
        Option<string?> classes = Arguments.ClassesFrom();
        Option<string?> report = new Option<string?>("--report")
        {
            Description = "HTML file to write the report to, with plots.",
        }.As(PathRole.Output);
        Option<bool> json = Arguments.Json();
        command.AddAll(model, output, calibration, images, classes, report, json);
        ReadingOptions reading = new(command);
        ModelOptions import = new(command);
        PlanningOptions planning = new(command);
        RateOptions rate = new(command);
        return parsed => new BuildOptions(
            parsed.GetRequiredValue(model),
            parsed.GetRequiredValue(output),
            parsed.GetRequiredValue(calibration),
            parsed.GetValue(images),
            parsed.GetValue(report))
        {
            ClassesFrom = ClassesFrom.Parse(parsed.GetValue(classes)),
            Json = parsed.GetValue(json),
            NamesBoard = planning.NamesBoard(parsed),
            Import = import.Read(parsed),
            Build = new Host.Building.BuildOptions
            {
                Images = reading.Read(parsed),
                Target = planning.Read(parsed),
                Rate = rate.Read(parsed),
            },
        };
    }
}
