using System.Collections.Generic;

namespace SqueezeNet.Embedded.Host.Planning;

/// <summary>How fast a board reads, in 10^6 bytes a second, as measured; else as its profile has it.</summary>
internal sealed record ReadRates(double Flash, bool IsFlashMeasured, double Psram, bool IsPsramMeasured)
{
    /// <summary>Takes the loop's own cycles, which are those of reading SRAM, from those of a memory.</summary>
    /// <param name="notes">Receives what was not measured, and why.</param>
    /// <exception cref="PlanningException">A memory is read no slower than SRAM.</exception>
    public static ReadRates Of(BenchDocument bench, Board given, int clock, List<string> notes)
    {
        double? flash = Rate(bench, "flash", bench.Reads.Flash, clock);
        double? psram = given.PsramBytes == 0 ? null : Rate(bench, "external", bench.Reads.External, clock);
        Note(notes, bench, "flash", flash is null);
        Note(notes, bench, "external", psram is null && given.PsramBytes > 0);
        return new ReadRates(
            flash ?? given.FlashMbPerS, flash is not null, psram ?? given.PsramMbPerS, psram is not null);
    }

    private static double? Rate(BenchDocument bench, string name, long? cycles, int clock)
    {
        if (cycles is not long all || bench.Reads.Internal is not long loop)
        {
            return null;
        }

        return all > loop
            ? bench.Reads.Kilobytes * 1024.0 * clock / (all - loop)
            : throw new PlanningException(
                $"reading \"{name}\" took {all} cycles, SRAM {loop}: it cannot be as fast; measure again");
    }

    private static void Note(List<string> notes, BenchDocument bench, string name, bool isMissing)
    {
        if (isMissing)
        {
            string key = bench.Reads.Internal is null ? "internal" : name;
            notes.Add(
                $"reads.{name} was not measured, and stays as the profile has it: "
                + bench.Missing.GetValueOrDefault($"reads.{key}", "the document says no reason."));
        }
    }
}
