using System.Collections.Generic;
using System.Numerics;

namespace SqueezeNet.Embedded.Host.Planning;

/// <summary>Finds the smallest value of any range of an array in constant time (a sparse table).</summary>
internal sealed class RangeMinimum
{
    private readonly long[] values;
    private readonly List<int[]> levels = [];

    public RangeMinimum(long[] values)
    {
        this.values = values;
        int[] level = new int[values.Length];
        for (int i = 0; i < level.Length; i++)
        {
            level[i] = i;
        }

        levels.Add(level);
        for (int span = 2; span <= values.Length; span *= 2)
        {
            int[] below = levels[^1];
            level = new int[values.Length - span + 1];
            for (int i = 0; i < level.Length; i++)
            {
                level[i] = Better(below[i], below[i + (span / 2)]);
            }

            levels.Add(level);
        }
    }

    /// <summary>Smallest of all values.</summary>
    public long Lowest => values[At(0, values.Length - 1)];

    /// <summary>A value.</summary>
    public long this[int index] => values[index];

    /// <summary>Index of the smallest value of a range, ends included; the first of equals.</summary>
    public int At(int from, int to)
    {
        int k = BitOperations.Log2((uint)(to - from + 1));
        return Better(levels[k][from], levels[k][to - (1 << k) + 1]);
    }

    private int Better(int a, int b)
    {
        return values[b] < values[a] || (values[b] == values[a] && b < a) ? b : a;
    }
}
