using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;

namespace SqueezeNet.Embedded.Cli.Output;

/// <summary>A terminal that shows sixel images.</summary>
/// <param name="CellWidth">Pixels of a character.</param>
internal sealed partial record SixelTerminal(int CellWidth, int CellHeight)
{
    // How large a character is in pixels; then which attributes there are, which every terminal answers.
    private const string Question = "\u001b[16t\u001b[c";
    private const string Feature = "4";
    private const int UsualWidth = 8;
    private const int UsualHeight = 16;
    private static readonly TimeSpan patience = TimeSpan.FromMilliseconds(300);

    /// <summary>Asks the terminal. Null: it shows no sixel images, or does not answer in time.</summary>
    public static SixelTerminal? Ask()
    {
        if (Console.IsInputRedirected || Console.IsOutputRedirected)
        {
            return null;
        }

        Console.Out.Write(Question);
        Console.Out.Flush();
        return Of(ReadAnswer());
    }

    /// <summary>
    /// What a terminal answers: ESC [ 6 ; height ; width t, which not all know, and ESC [ ? 62 ; 4 ; ... c.
    /// </summary>
    internal static SixelTerminal? Of(string answer)
    {
        int start = answer.IndexOf('?', StringComparison.Ordinal);
        int end = answer.IndexOf('c', StringComparison.Ordinal);
        if (start < 0 || end < start || !answer[(start + 1)..end].Split(';').Skip(1).Contains(Feature))
        {
            return null;
        }

        Match cell = Cell().Match(answer);
        return cell.Success
            ? new SixelTerminal(Number(cell.Groups["width"]), Number(cell.Groups["height"]))
            : new SixelTerminal(UsualWidth, UsualHeight);
    }

    private static int Number(Group group)
    {
        return int.Parse(group.Value, CultureInfo.InvariantCulture);
    }

    private static string ReadAnswer()
    {
        StringBuilder answer = new();
        Stopwatch time = Stopwatch.StartNew();
        while (time.Elapsed < patience && (answer.Length == 0 || answer[^1] != 'c'))
        {
            if (Console.KeyAvailable)
            {
                answer.Append(Console.ReadKey(intercept: true).KeyChar);
            }
            else
            {
                Thread.Sleep(5);
            }
        }

        return answer.ToString();
    }

    [GeneratedRegex(@"\[6;(?<height>[1-9][0-9]{0,2});(?<width>[1-9][0-9]{0,2})t")]
    private static partial Regex Cell();
}
