using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Training.Photos;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>Takes frames and files them until there are enough.</summary>
internal sealed class Capture(CaptureFrames frames, PhotoFiler filer, CaptureOptions options)
{
    private readonly List<string> files = [];
    private readonly Stopwatch sinceNews = new();

    /// <summary>Photos that were filed.</summary>
    public IReadOnlyList<string> Files => files;

    /// <summary>Frames that looked like the one filed before.</summary>
    public int Duplicates { get; private set; }

    /// <summary>Frames that came too soon.</summary>
    public int Passed { get; private set; }

    /// <summary>Frames that could not be read.</summary>
    public int Unreadable => frames.Unreadable;

    /// <summary>The folder with what was taken of it; null for raw frames.</summary>
    public ImageFolder? Folder => frames.Folder;

    /// <summary>What has ended it.</summary>
    public CaptureEnd End { get; private set; }

    /// <summary>Why the node is silent, as a sentence; null if it is not.</summary>
    public string? Problem { get; private set; }

    private bool IsFruitless => options.Patience is TimeSpan patience && sinceNews.Elapsed >= patience;

    /// <summary>Works until there are enough photos, no more frames, or no more wish for them.</summary>
    /// <exception cref="CommandException">A node sends nothing, and has not before.</exception>
    public void Run(CommandProgress progress, CancellationToken cancellation)
    {
        sinceNews.Start();
        progress.Report(0, frames.AreAskedFor ? "asking the node for a frame" : "taking frames");
        try
        {
            Take(progress, cancellation);
        }
        catch (CommandException e) when (files.Count > 0)
        {
            End = CaptureEnd.NodeIsSilent;
            Problem = e.Message;
            return;
        }

        End = files.Count >= options.Count ? CaptureEnd.Enough
            : cancellation.IsCancellationRequested ? CaptureEnd.Interrupted
            : IsFruitless ? CaptureEnd.NothingNew
            : CaptureEnd.NoMoreFrames;
    }

    private void Take(CommandProgress progress, CancellationToken cancellation)
    {
        Stopwatch? since = null;
        while (files.Count < options.Count && !cancellation.IsCancellationRequested && !IsFruitless
            && frames.Next() is CapturedFrame frame)
        {
            if (frames.ComeByThemselves && since is not null && since.Elapsed < options.Interval)
            {
                Passed++;
                continue;
            }

            string? filed = filer.Add(frame.Image, frame.Bytes, frame.Extension);
            if (filed is not null)
            {
                since = Stopwatch.StartNew();
                sinceNews.Restart();
                files.Add(filed);
            }
            else
            {
                Duplicates++;
            }

            Tell(progress, filed is not null);
            if (frames.AreAskedFor && files.Count < options.Count)
            {
                cancellation.WaitHandle.WaitOne(options.Interval);
            }
        }
    }

    /// <summary>How many there are; and of a scene that does not change, what is waited for.</summary>
    private void Tell(CommandProgress progress, bool isFiled)
    {
        string wait = isFiled || Duplicates == 0
            ? string.Empty : $"; waiting for one unlike the last: {Duplicates} frames looked like it";
        progress.Report((double)files.Count / options.Count, $"{files.Count} of {options.Count} photos{wait}");
    }
}
