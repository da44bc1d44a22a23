using System;
using System.Globalization;
using System.Linq;
using Spectre.Console;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Inspection;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>Classified images on the terminal.</summary>
internal static class RunOutput
{
    /// <summary>Shows an image's classes with their probabilities; nothing of one that could not be read.</summary>
    public static void Print(ClassifiedImage image, BlobSummary summary)
    {
        if (image.Error is not null)
        {
            return;
        }

        Terminal.Results.MarkupLineInterpolated($"[bold]{image.Image}[/]");
        foreach (ClassChoice choice in image.Top)
        {
            string label = choice.Label.Length > 0 ? "  " + choice.Label : string.Empty;
            Terminal.Results.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {choice.Probability * 100,6:F2} %  {choice.Index,4}{label}  (raw {choice.Raw})"));
        }

        if (image.StagesMs is double[] stages)
        {
            PrintProfile(stages, summary);
        }
    }

    private static void PrintProfile(double[] milliseconds, BlobSummary summary)
    {
        Table table = Terminal.Table("stage", "ms", "%", "M MAC/s");
        for (int k = 0; k < milliseconds.Length; k++)
        {
            double rate = summary.Stages[k].Macs / 1e3 / Math.Max(milliseconds[k], 0.001);
            table.AddRow(
                Markup.Escape(summary.Stages[k].Name),
                milliseconds[k].ToString("F3", CultureInfo.InvariantCulture),
                (100 * milliseconds[k] / milliseconds.Sum()).ToString("F1", CultureInfo.InvariantCulture),
                rate.ToString("F0", CultureInfo.InvariantCulture));
        }

        Terminal.Results.Write(table);
    }
}
