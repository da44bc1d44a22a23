using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Host.Planning;

/// <summary>The convolutions of a blob, in the order of the weights space (SPEC 4.1).</summary>
internal static class BlobConvolutions
{
    /// <summary>A, B and C of stage 0, of stage 1 and so on, without those that are absent.</summary>
    public static IEnumerable<ConvolutionRecord> Of(Blob blob)
    {
        return Enumerable.Range(0, blob.Stages)
            .Select(blob.Stage)
            .SelectMany(stage => new[] { stage.A, stage.B, stage.C })
            .Where(c => c.OutChannels > 0);
    }
}
