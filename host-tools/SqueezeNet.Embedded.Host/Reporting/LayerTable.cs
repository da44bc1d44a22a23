using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using SqueezeNet.Embedded.Host.Quantization;

namespace SqueezeNet.Embedded.Host.Reporting;

/// <summary>The layers in numbers.</summary>
internal static class LayerTable
{
    private static readonly string[] columns =
    [
        "layer", "SQNR, dB", "of its input", "weights alone", "output alone", "limited by proof", "shifts (groups)",
        "bias error", "largest value", "stored up to", "clipped", "scale", "zero point", "at ±127",
    ];

    public static XElement[] Write(IReadOnlyList<LayerReport> layers)
    {
        return
        [
            HtmlPage.Table(columns, layers.Select(Row)),
            Html.Element(
                "p",
                "note",
                "Values are in units of the equalized network, in which channels were rescaled to share a range. Bias "
                + "error: mean over the channels of the mean error's size, relative to the output's root mean square. "
                + "A shift is followed by the number of groups of 16 channels that have it; a lower one means coarser "
                + "weights. Limited by proof: groups whose shift was lowered so that no 20-bit accumulator can "
                + "overflow; “7 bits”: the output got zero point 0 for the same reason."),
        ];
    }

    /// <summary>Shifts with the number of groups that have them: "8 (10), 7 (6)".</summary>
    public static string Shifts(LayerReport layer)
    {
        return string.Join(
            ", ",
            layer.Groups
                .GroupBy(g => g.Shift)
                .OrderByDescending(g => g.Key)
                .Select(g => Html.Text($"{g.Key} ({g.Count()})")));
    }

    private static string[] Row(LayerReport layer)
    {
        RangeReport? output = layer.Output;
        return
        [
            layer.Name,
            Decibel(layer.Sqnr),
            Decibel(layer.InputSqnr),
            Decibel(layer.WeightSqnr),
            Decibel(layer.OutputSqnr),
            Limits(layer),
            Shifts(layer),
            Html.Text($"{100 * layer.BiasError:F2} %"),
            Html.Text($"{output?.Max:G3}"),
            Html.Text($"{output?.Limit:G3}"),
            output is null ? string.Empty : Html.Text($"{100 - output.Percentile:0.###} %"),
            Html.Text($"{output?.Scale:G4}"),
            Html.Text($"{output?.Zero}"),
            Html.Text($"{layer.Weights.ExtremePercent:0.##} %"),
        ];
    }

    private static string Limits(LayerReport layer)
    {
        List<string> limits = [Html.Text($"{layer.LimitedGroups} of {layer.Groups.Count}")];
        if (layer.Output?.ZeroForProof == true)
        {
            limits.Add("7 bits");
        }

        if (layer.ShrunkChannels > 0)
        {
            limits.Add(Html.Text($"{layer.ShrunkChannels} channels' weights shrunk"));
        }

        return string.Join(", ", limits);
    }

    private static string Decibel(double? value)
    {
        return value is double decibel ? Html.Text($"{decibel:F1}") : string.Empty;
    }
}
