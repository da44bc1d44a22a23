using System;
using System.Xml.Linq;
using SqueezeNet.Embedded.Host.Reporting;
using SqueezeNet.Embedded.Host.Training.Figures;

namespace SqueezeNet.Embedded.Host.Training.Report;

/// <summary>How well photos are classified that were held out, in fp32 and in int8.</summary>
internal static class AccuracyTables
{
    public static XElement? Write(TrainingResult result)
    {
        SideBySide int8 = result.Int8;
        HeldOutFigures? frozen = result.Figures.Frozen;
        return HtmlPage.Section(
            "Accuracy on photos held out",
            How(result),
            HtmlPage.Table(
                ["network", "photos", "right", "top-1", "95 % confidence"],
                [
                    .. frozen is null ? Array.Empty<string[]>() : [Row("fp32, the head alone", frozen)],
                    Row(frozen is null ? "fp32, all folds" : "fp32, tuned", result.Figures.HeldOut),
                    .. frozen is null ? [Row("fp32, the first fold", int8.Float)] : Array.Empty<string[]>(),
                    Row("int8, the same photos", int8.Int8),
                ]),
            Html.Element(
                "p", "note", Html.Text($"fp32 and int8 name the same class for {int8.Agreement:F1} % of these.")));
    }

    private static string How(TrainingResult result)
    {
        string folds = Html.Text(
            $"Photos are dealt into {result.Figures.Folds} folds, those of one group into the same. ");
        const string Quantized =
            " The network without the first fold was quantized too, on the photos it was trained on.";
        return result.Epochs is int epochs
            ? folds + Html.Text($"Another fold told that {epochs} epochs are best; then modules were tuned without ")
                + "the first fold, which is judged here. What is written was tuned on all photos." + Quantized
            : folds + "Each is judged by a network that was trained without its fold; what is written was trained on "
                + "all of them." + Quantized;
    }

    private static string[] Row(string name, HeldOutFigures figures)
    {
        return
        [
            name,
            Html.Text($"{figures.Photos.Count}"),
            Html.Text($"{figures.Right}"),
            Html.Text($"{figures.Accuracy:F1} %"),
            Html.Text($"{figures.Interval.Low:F1} .. {figures.Interval.High:F1} %"),
        ];
    }
}
