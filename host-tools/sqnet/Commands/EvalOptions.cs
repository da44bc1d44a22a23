using System;
using System.CommandLine;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Evaluation;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Import;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>What sqnet eval is asked.</summary>
/// <param name="Images">Folder of labelled images.</param>
/// <param name="Against">Model or blob to compare with; null for none.</param>
/// <param name="Confusion">Whether to show which classes are taken for which.</param>
/// <param name="Jobs">Images at a time.</param>
internal sealed record EvalOptions(
    string Blob, string Images, string? Against, bool Confusion, int Jobs, Backend Backend)
{
    /// <summary>Where the true classes stand; null for what fits all images.</summary>
    public ClassesFrom? ClassesFrom { get; init; }

    /// <summary>HTML file to write the report to; null without one.</summary>
    public string? Report { get; init; }

    public bool Json { get; init; }

    /// <summary>How image files are read.</summary>
    public required ImageOptions Reading { get; init; }

    /// <summary>What the model file does not say.</summary>
    public required Func<ImportOptions> Import { get; init; }

    /// <summary>Gives a command its arguments and options.</summary>
    /// <returns>What reads them.</returns>
    public static Func<ParseResult, EvalOptions> AddTo(Command command)
    {
        Argument<string> blob = Arguments.Blob();
        Option<string> images = new Option<string>("--images")
        {
            Description = "Folder of images in sub-folders called after their labels or class indices, or with file "
                + "names that begin with the class index.",
            Required = true,
        }.As(PathRole.Images);
        Option<string?> classes = Arguments.ClassesFrom();
        Option<string?> against = new Option<string?>("--against")
        {
            Description = "The fp32 model the blob was made from, to compare with; or another blob.",
        }.As(PathRole.Model);
        Option<bool> confusion = new("--confusion") { Description = "Show which classes are taken for which." };
        Option<string?> report = new Option<string?>("--report")
        {
            Description = "HTML file to write: accuracy, class by class, and the most confident mistakes as images.",
        }.As(PathRole.Output);
        Option<int> jobs = Arguments.AtLeast("--jobs", 1, Environment.ProcessorCount, "Images at a time.");
        Option<bool> json = Arguments.Json();
        Option<string> backend = Arguments.Backend();
        command.AddAll(blob, images, classes, against, confusion, report, jobs, json, backend);
        ReadingOptions reading = new(command);
        ModelOptions model = new(command);
        return parsed => new EvalOptions(
            parsed.GetRequiredValue(blob),
            parsed.GetRequiredValue(images),
            parsed.GetValue(against),
            parsed.GetValue(confusion),
            parsed.GetValue(jobs),
            Arguments.ToBackend(parsed.GetValue(backend)))
        {
            ClassesFrom = ClassesFrom.Parse(parsed.GetValue(classes)),
            Report = parsed.GetValue(report),
            Json = parsed.GetValue(json),
            Reading = reading.Read(parsed),
            Import = () => model.Read(parsed),
        };
    }
}
