using System;
using System.Collections.Generic;

namespace SqueezeNet.Embedded.Host.Import.Graphs;

/// <summary>Decoded fp32 values.</summary>
internal sealed class FloatConstant(long[] shape, float[] values) : IConstant
{
    /// <inheritdoc/>
    public IReadOnlyList<long> Shape => shape;

    /// <inheritdoc/>
    public (long Lowest, long Highest)? IntegerRange => null;

    /// <inheritdoc/>
    public float[] Floats(string node) => values;

    /// <inheritdoc/>
    public long[] Integers(string node) => Array.ConvertAll(values, v => (long)v);
}
