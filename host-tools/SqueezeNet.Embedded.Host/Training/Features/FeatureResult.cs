using System;
using System.Collections.Generic;
using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Host.Training.Features;

/// <summary>Features of photos.</summary>
/// <param name="Maps">Of those that could be read.</param>
/// <param name="Kept">The indices that these photos have in the set.</param>
/// <param name="Skipped">The others: files that are gone, changed or damaged since the set was read.</param>
/// <param name="FromCache">Photos whose features were in the cache.</param>
internal sealed record FeatureResult(
    FeatureMaps Maps, IReadOnlyList<int> Kept, IReadOnlyList<SkippedFile> Skipped, int FromCache) : IDisposable
{
    /// <summary>Removes the temporary cache, if there is one.</summary>
    public void Dispose() => Maps.Dispose();
}
