using System.Collections.Generic;

namespace SqueezeNet.Embedded.Host.Import.Graphs;

/// <summary>A tensor of the file that is known before the network runs. Values are decoded when asked for.</summary>
internal interface IConstant
{
    /// <summary>The shape as the file states it: unchecked.</summary>
    IReadOnlyList<long> Shape { get; }

    /// <summary>The values as fp32; other types are refused on behalf of the node.</summary>
    float[] Floats(string node);

    /// <summary>The values as integers; other types are refused on behalf of the node.</summary>
    long[] Integers(string node);

    /// <summary>The least and the greatest value of the element type; null when it is no integer.</summary>
    (long Lowest, long Highest)? IntegerRange { get; }
}
