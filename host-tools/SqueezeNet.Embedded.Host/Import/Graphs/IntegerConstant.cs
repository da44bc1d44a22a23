using System;
using System.Collections.Generic;

namespace SqueezeNet.Embedded.Host.Import.Graphs;

/// <summary>Decoded 64-bit integers.</summary>
internal sealed class IntegerConstant(long[] shape, long[] values) : IConstant
{
    /// <inheritdoc/>
    public IReadOnlyList<long> Shape => shape;

    /// <inheritdoc/>
    public (long Lowest, long Highest)? IntegerRange => (long.MinValue, long.MaxValue);

    /// <inheritdoc/>
    public float[] Floats(string node) => Array.ConvertAll(values, v => (float)v);

    /// <inheritdoc/>
    public long[] Integers(string node) => values;
}
