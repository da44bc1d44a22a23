using System;
using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Cli.Output;

/// <summary>
/// A scatter plot in plain characters. Points are letters, so that no colour is needed to tell them apart.
/// </summary>
internal static class TextPlot
{
    private const int Width = 60;
    private const int Height = 8;

    /// <summary>Draws points (x, y, mark), and a line of colons at an x.</summary>
    /// <param name="y">Writes a label of the vertical axis.</param>
    /// <param name="x">Writes a label of the horizontal axis.</param>
    /// <returns>Lines of text.</returns>
    public static IReadOnlyList<string> Draw(
        IReadOnlyList<(double X, double Y, char Mark)> points, double line, Func<double, string> y,
        Func<double, string> x)
    {
        (double left, double right) = Range(points.Select(p => p.X).Append(line));
        (double bottom, double top) = Range(points.Select(p => p.Y));
        char[][] rows = Enumerable.Range(0, Height).Select(_ => new string(' ', Width).ToCharArray()).ToArray();
        int at = Place(line, left, right, Width);
        Array.ForEach(rows, row => row[at] = ':');
        foreach ((double px, double py, char mark) in points)
        {
            Mark(rows[Height - 1 - Place(py, bottom, top, Height)], Place(px, left, right, Width), mark);
        }

        string[] labels = Enumerable.Range(0, Height)
            .Select(row => row is 0 or Height - 1 ? y(row == 0 ? top : bottom) : string.Empty)
            .ToArray();
        int margin = labels.Max(l => l.Length);
        string middle = x(line);
        string low = x(left);
        string high = x(right);
        // Under the line, but for what the ends have taken.
        int from = Math.Clamp(
            at - (middle.Length / 2), low.Length + 1,
            Math.Max(low.Length + 1, Width - high.Length - middle.Length - 1));
        string axis = (low.PadRight(from) + middle).PadRight(Width - high.Length) + high;
        return
        [
            .. rows.Select((row, i) => $"{labels[i].PadLeft(margin)} |{new string(row).TrimEnd()}"),
            $"{new string(' ', margin)} +{new string('-', Width)}",
            $"{new string(' ', margin)}  {axis}",
        ];
    }

    /// <summary>Beside a mark that is there already.</summary>
    private static void Mark(char[] row, int at, char mark)
    {
        while (at < row.Length - 1 && char.IsLetter(row[at]))
        {
            at++;
        }

        row[at] = mark;
    }

    private static int Place(double value, double low, double high, int cells)
    {
        return (int)Math.Round((cells - 1) * (value - low) / (high - low));
    }

    private static (double Low, double High) Range(IEnumerable<double> values)
    {
        double low = values.Min();
        double high = values.Max();
        return low < high ? (low, high) : (low - 1, high + 1);
    }
}
