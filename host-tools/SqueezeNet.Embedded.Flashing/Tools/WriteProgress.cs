using System;
using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Flashing.Devices;

namespace SqueezeNet.Embedded.Flashing.Tools;

/// <summary>How far a write of several regions is, from esptool's lines.</summary>
/// <param name="regions">What is written, in this order.</param>
/// <param name="progress">Told 0..1 of all bytes.</param>
internal sealed class WriteProgress(IReadOnlyList<FlashRegion> regions, IProgress<double> progress)
{
    private readonly double all = Math.Max(1, regions.Sum(region => (double)region.Bytes.Length));
    private double done;

    /// <summary>Regions whose sums were found right.</summary>
    public int Verified { get; private set; }

    /// <summary>Reads a line.</summary>
    public void Read(string line)
    {
        if (Verified < regions.Count && EsptoolOutput.IsVerified(line))
        {
            done += regions[Verified].Bytes.Length;
            Verified++;
            progress.Report(done / all);
        }
        else if (Verified < regions.Count && EsptoolOutput.Progress(line) is double part)
        {
            progress.Report((done + (part * regions[Verified].Bytes.Length)) / all);
        }
    }
}
