using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Spectre.Console;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.RateControl;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>The curve of size and accuracy on the terminal and as JSON.</summary>
internal static class RateOutput
{
    /// <summary>A line for a point as soon as it is reached.</summary>
    public static void PrintReached(RatePoint point)
    {
        string heldOut = point.HeldOut is Fidelity held
            ? Text($"; held out: agreement {held.Agreement:F1} %, divergence {held.Divergence:F4} nats")
            : string.Empty;
        Terminal.Errors.WriteLine(Text(
            $"{Name(point)}: {point.Bytes:N0} bytes, {point.BitsPerWeight:F2} bits a weight{heldOut}"));
    }

    /// <summary>The table and the plots that docs/cli.md describes under build.</summary>
    public static void Print(RateCurve curve)
    {
        Terminal.Results.Write(Points(curve));
        Terminal.Results.WriteLine(
            "bits: of a weight. images: calibrated on. agrees, diverge, seen: agreement,\n"
            + "divergence and drop against fp32, on the half of the calibration images that a\n"
            + "point was not calibrated on and their mirror images. drop: points of top-1 that\n"
            + "it is taken to lose, from its divergence. closer: divergence on closer views,\n"
            + "enlarged parts of the images, which no blob was calibrated on. *: the blob, of\n"
            + "those of the size asked for the one with the least.");
        (RatePoint Point, char Mark)[] judged =
            curve.Points.Select((p, i) => (p, RateCurve.Letter(i))).Where(p => p.p.HeldOut is not null).ToArray();
        Plot("agreement with fp32", curve, judged, a => a.Agreement, v => Text($"{v:F1} %"));
        Plot(
            "divergence, logarithmic",
            curve,
            judged,
            a => Math.Log10(Math.Max(a.Divergence, 1e-9)),
            v => Text($"{Math.Pow(10, v):0.0e0}"));
        RatePoint near = curve.Nearest;
        Terminal.Results.WriteLine(
            Text($"The blob, calibrated on all {curve.Chosen.Images} images, is taken to lose about {near.Drop:F2} ")
            + Text($"points of top-1, as {RateCurve.Letter(Index(curve, near))} does."));
    }

    /// <summary>All points, the largest first.</summary>
    public static object ToJson(RateCurve curve)
    {
        return curve.Points.Select(p => new
        {
            p.BitPrice,
            p.Bytes,
            BitsPerWeight = Math.Round(p.BitsPerWeight, 3),
            CalibrationImages = p.Images,
            p.HeldOut?.Agreement,
            KlDivergence = p.HeldOut?.Divergence,
            DropSeen = p.HeldOut?.Drop,
            p.Drop,
            KlDivergenceCloser = p.Closer?.Divergence,
            Chosen = ReferenceEquals(p, curve.Chosen),
        });
    }

    private static Table Points(RateCurve curve)
    {
        Table table = Terminal.Table(
            string.Empty, "bytes", "bits", "bit price", "images", "agrees", "diverge", "seen", "drop", "closer");
        for (int i = 0; i < curve.Points.Count; i++)
        {
            RatePoint p = curve.Points[i];
            table.AddRow(
                ReferenceEquals(p, curve.Chosen) ? $"{RateCurve.Letter(i)} *" : $"{RateCurve.Letter(i)}",
                Text($"{p.Bytes:N0}"),
                Text($"{p.BitsPerWeight:F2}"),
                Text($"{p.BitPrice:0.00e-00}"),
                Text($"{p.Images}"),
                p.HeldOut is null ? string.Empty : Text($"{p.HeldOut.Agreement:F1} %"),
                p.HeldOut is null ? string.Empty : Text($"{p.HeldOut.Divergence:F4}"),
                p.HeldOut is null ? string.Empty : Text($"{p.HeldOut.Drop:F2}"),
                p.Drop is null ? string.Empty : Text($"{p.Drop:F2}"),
                p.Closer is null ? string.Empty : Text($"{p.Closer.Divergence:F4}"));
        }

        return table;
    }

    private static void Plot(
        string title,
        RateCurve curve,
        IReadOnlyList<(RatePoint Point, char Mark)> judged,
        Func<Fidelity, double> value,
        Func<double, string> label)
    {
        Terminal.Results.WriteLine();
        Terminal.Results.WriteLine($"{title}, over bytes");
        IReadOnlyList<string> lines = TextPlot.Draw(
            [.. judged.Select(p => ((double)p.Point.Bytes, value(p.Point.HeldOut!), p.Mark))],
            curve.Chosen.Bytes,
            label,
            bytes => bytes == curve.Chosen.Bytes ? Text($"* {bytes:N0}") : Text($"{bytes:N0}"));
        foreach (string line in lines)
        {
            Terminal.Results.WriteLine(line);
        }
    }

    private static string Name(RatePoint point)
    {
        return Text($"bit price {point.BitPrice:0.00e-00}, {point.Images} images");
    }

    private static int Index(RateCurve curve, RatePoint point)
    {
        return curve.Points.ToList().IndexOf(point);
    }

    private static string Text(FormattableString text)
    {
        return text.ToString(CultureInfo.InvariantCulture);
    }
}
