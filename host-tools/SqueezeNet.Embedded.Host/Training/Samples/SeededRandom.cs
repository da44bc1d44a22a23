using System;

namespace SqueezeNet.Embedded.Host.Training.Samples;

/// <summary>
/// SplitMix64 (Steele, Lea and Flood, 2014): numbers that follow from a seed alone, the same on every machine and in
/// every version of .NET.
/// </summary>
internal sealed class SeededRandom
{
    private ulong state;

    public SeededRandom(ulong seed)
    {
        state = seed;
    }

    /// <summary>Numbers for one of many things that share a seed.</summary>
    public SeededRandom(ulong seed, ulong index)
        : this(Mix(seed + ((index + 1) * 0xD1B54A32D192ED03)))
    {
    }

    /// <summary>All 64 bits.</summary>
    public ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        return Mix(state);
    }

    /// <summary>0 .. 1, without 1, in steps of 2^-53.</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>From low to high.</summary>
    public double Between(double low, double high) => low + ((high - low) * Unit());

    /// <summary>0 .. count - 1.</summary>
    public int Below(int count) => (int)Math.BigMul(Next(), (ulong)count, out _);

    /// <summary>Puts items into a random order (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int other = Below(i + 1);
            (items[i], items[other]) = (items[other], items[i]);
        }
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
