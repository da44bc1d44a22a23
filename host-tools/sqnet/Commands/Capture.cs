using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Training.Photos;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>Takes frames and files them until there are enough.</summary>
internal sealed class Capture(CaptureFrames frames, PhotoFiler filer, CaptureOptions options)
{
    private readonly List<string> files = [];

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

    /// <summary>Works until there are enough photos, no more frames, or no more wish for them.</summary>
    public void Run(IProgress<(int Done, int Total)> progress, CancellationToken cancellation)
    {
        Stopwatch? since = null;
        while (files.Count < options.Count && !cancellation.IsCancellationRequested
            && frames.Next() is CapturedFrame frame)
        {
            if (frames.ComeByThemselves && since is not null && since.Elapsed < options.Interval)
            {
                Passed++;
                continue;
            }

            if (filer.Add(frame.Image, frame.Bytes, frame.Extension) is string filed)
            {
                since = Stopwatch.StartNew();
                files.Add(filed);
                progress.Report((files.Count, options.Count));
            }
            else
            {
                Duplicates++;
            }

            if (frames.AreAskedFor && files.Count < options.Count)
            {
                cancellation.WaitHandle.WaitOne(options.Interval);
            }
        }
    }
}
