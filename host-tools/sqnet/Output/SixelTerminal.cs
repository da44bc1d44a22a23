using System;
using System.Diagnostics;
using System.Linq;
using System.Text;
using System.Threading;

namespace SqueezeNet.Embedded.Cli.Output;

/// <summary>Asks the terminal whether it shows sixel images.</summary>
internal static class SixelTerminal
{
    private const string Question = "\u001b[c";
    private const string Feature = "4";
    private static readonly TimeSpan patience = TimeSpan.FromMilliseconds(300);

    /// <summary>
    /// Whether it says so: the answer to the question for its attributes is ESC [ ? 62 ; 4 ; ... c. One that does not
    /// answer in time shows none.
    /// </summary>
    public static bool Answers()
    {
        if (Console.IsInputRedirected || Console.IsOutputRedirected)
        {
            return false;
        }

        Console.Out.Write(Question);
        Console.Out.Flush();
        return IsSixel(ReadAnswer());
    }

    /// <summary>Whether an answer names the feature.</summary>
    internal static bool IsSixel(string answer)
    {
        int start = answer.IndexOf('?', StringComparison.Ordinal);
        int end = answer.IndexOf('c', StringComparison.Ordinal);
        return start >= 0 && end > start && answer[(start + 1)..end].Split(';').Skip(1).Contains(Feature);
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
}
