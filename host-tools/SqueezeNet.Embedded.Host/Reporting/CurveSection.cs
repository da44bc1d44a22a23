using System.Linq;
using System.Xml.Linq;
using SqueezeNet.Embedded.Host.RateControl;

namespace SqueezeNet.Embedded.Host.Reporting;

/// <summary>The points of size and accuracy that a search has walked.</summary>
internal static class CurveSection
{
    public static XElement? Write(RateCurve? curve)
    {
        return curve is null ? null : HtmlPage.Section(
            "Size against accuracy",
            "The blob's size is chosen by what a bit of weights may cost in accuracy. Each point was calibrated on "
            + "half of the images and judged by the other half and its mirror images, against fp32; the blob itself is "
            + "calibrated on all of them. The drop seen comes from the few images whose best class changes; the drop "
            + "is what the divergence, seen on all, stands for. Closer views are enlarged parts of the images, which "
            + "no blob was calibrated on: of blobs of the size asked for, the one that diverges least on them is "
            + "taken.",
            Html.Element(
                "div",
                "curves",
                CurveChart.Draw(curve, "agreement with fp32, %", a => a.Agreement, false),
                CurveChart.Draw(curve, "Kullback-Leibler divergence, nats, logarithmic", a => a.Divergence, true)),
            HtmlPage.Table(
                [
                    "point", "bytes", "bits a weight", "bit price", "calibrated on", "agreement", "divergence",
                    "drop seen", "drop", "closer views",
                ],
                curve.Points.Select((p, i) => Row(curve, p, i))));
    }

    private static string[] Row(RateCurve curve, RatePoint p, int index)
    {
        string none = string.Empty;
        return
        [
            $"{RateCurve.Letter(index)}{(ReferenceEquals(p, curve.Chosen) ? ", the blob" : none)}",
            Html.Text($"{p.Bytes:N0}"),
            Html.Text($"{p.BitsPerWeight:F2}"),
            Html.Text($"{p.BitPrice:0.00e-00}"),
            Html.Text($"{p.Images}"),
            p.HeldOut is null ? none : Html.Text($"{p.HeldOut.Agreement:F1} %"),
            p.HeldOut is null ? none : Html.Text($"{p.HeldOut.Divergence:F4}"),
            p.HeldOut is null ? none : Html.Text($"{p.HeldOut.Drop:F2}"),
            p.Drop is null ? none : Html.Text($"{p.Drop:F2}"),
            p.Closer is null ? none : Html.Text($"{p.Closer.Divergence:F4}"),
        ];
    }
}
