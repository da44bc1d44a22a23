using System;
using System.Globalization;

namespace SqueezeNet.Embedded.Cli.Output;

/// <summary>
/// How far a command has come, and how long it will take yet. What is finished never goes back. Nor does the time left
/// grow, unless the work has turned out to be far longer than it seemed. May be told of several threads.
/// </summary>
internal sealed class CommandProgress
{
    // Earlier an estimate is a guess.
    private const double LeastSeconds = 2;
    private const double LeastShare = 0.02;

    // Of an estimate, as long as nothing is reported.
    private const double Reserve = 0.25;

    // An estimate that is higher by more than this is believed.
    private const double Patience = 1.5;

    private readonly string command;
    private readonly TimeProvider clock;
    private readonly long start;
    private readonly object gate = new();
    private double? first;
    private double share;
    private string doing = "starting";
    private double reportedAt;
    private double? left;

    /// <summary>Begins.</summary>
    /// <param name="command">What is running, for people.</param>
    /// <param name="clock">Tells the time.</param>
    public CommandProgress(string command, TimeProvider clock)
    {
        this.command = command;
        this.clock = clock;
        start = clock.GetTimestamp();
    }

    /// <summary>What is finished, 0..1; below 1 until the command ends.</summary>
    public double Share
    {
        get
        {
            lock (gate)
            {
                return share;
            }
        }
    }

    /// <summary>Tells what is finished, of the whole, and what is being done.</summary>
    public void Report(double done, string what)
    {
        lock (gate)
        {
            // What was there at the beginning, such as half of a download, tells nothing of the speed.
            first ??= Math.Clamp(done, 0, 1);
            doing = what;
            if (done > share)
            {
                share = Math.Min(done, 1);
                reportedAt = Elapsed();
            }
        }
    }

    /// <summary>A line for people: "build: 42 % (quantizing fire5.squeeze, 14 s left)".</summary>
    public string Line()
    {
        lock (gate)
        {
            // Rounded down: 100 % is the end.
            string percent = Math.Min(99, Math.Floor(100 * share)).ToString("F0", CultureInfo.InvariantCulture);
            string rest = Left() is double seconds ? $", {Duration(seconds)} left" : string.Empty;
            return $"{command}: {percent} % ({doing}{rest})";
        }
    }

    /// <summary>For people: "14 s", "2 min", "1 h 5 min".</summary>
    public static string Duration(double seconds)
    {
        // Up, but not for the last digits of a float.
        int whole = (int)Math.Ceiling(Math.Round(seconds, 3));
        int minutes = (int)Math.Round(seconds / 60);
        return whole < 100 ? $"{whole} s" : minutes < 60 ? $"{minutes} min" : $"{minutes / 60} h {minutes % 60} min";
    }

    private double Elapsed()
    {
        return clock.GetElapsedTime(start).TotalSeconds;
    }

    private double? Left()
    {
        double elapsed = Elapsed();
        double done = share - (first ?? 0);
        if (elapsed < LeastSeconds || done < LeastShare)
        {
            return null;
        }

        // What has taken until the last report tells the speed; from there on time runs down, though not to the end.
        double since = reportedAt < LeastSeconds ? 0 : elapsed - reportedAt;
        double whole = (elapsed - since) * (1 - share) / done;
        double estimate = Math.Max(whole - since, whole * Reserve);
        left = left is double before && estimate > before && estimate < (Patience * before) + LeastSeconds
            ? before
            : estimate;
        return left;
    }
}
