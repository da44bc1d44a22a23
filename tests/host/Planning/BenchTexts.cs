using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using SqueezeNet.Embedded.Host.Planning;

namespace SqueezeNet.Embedded.Tests.Host.Planning;

/// <summary>Documents as a board would write them that is exactly as a profile says, but for noise.</summary>
internal static class BenchTexts
{
    public const uint Crc = 0xdfe9bab0;

    private const int Kilobytes = 1024;
    private const double LoopCycles = 330_000;

    /// <summary>The document.</summary>
    /// <param name="noise">What each figure is multiplied with, 1 for none; is called once for each.</param>
    public static string Of(ChosenPlan chosen, Board truth, Func<double> noise)
    {
        List<string> runs = [Run(chosen, truth, WeightsMemory.Flash, noise)];
        string external = "null";
        if (truth.PsramBytes > 0)
        {
            runs.Add(Run(chosen, truth, WeightsMemory.Psram, noise));
            external = Read(truth, truth.PsramMbPerS, noise);
        }

        return $$"""
            {"version":1,"model":"made","crc":"{{Crc:x8}}","firmware":"0.1.0",
            "cyclesInMicrosecond":{{Text(truth.CpuMhz)}},"unit":"cycles","frame":"240x240",
            "reads":{"kilobytes":{{Kilobytes}},"internal":{{Text(LoopCycles)}},"external":{{external}},
            "flash":{{Read(truth, truth.FlashMbPerS, noise)}} },
            "runs":[{{string.Join(",\n", runs)}}],
            "missing":{} }
            """;
    }

    private static string Run(ChosenPlan chosen, Board truth, WeightsMemory memory, Func<double> noise)
    {
        CostModel costs = new(truth, memory, chosen.HasSkipApart);
        string cycles = string.Join(",", chosen.Request.Stages.Select((stage, k) =>
            Text(costs.CyclesOf(stage, chosen.Plan.Stages[k].Band) * noise())));
        string weights = memory == WeightsMemory.Psram ? "psram" : "flash";
        return $$"""{"weights":"{{weights}}","cores":1,"cold":[{{cycles}}],"warm":[{{cycles}}]}""";
    }

    private static string Read(Board truth, double mbPerS, Func<double> noise)
    {
        return Text(LoopCycles + (Kilobytes * 1024 * truth.CpuMhz / mbPerS * noise()));
    }

    private static string Text(double value)
    {
        return Math.Round(value).ToString(CultureInfo.InvariantCulture);
    }
}
