using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Training.Photos;
using SqueezeNet.Embedded.Host.Training.Samples;

namespace SqueezeNet.Embedded.Host.Training.Features;

/// <summary>
/// Features of photos that lie in a cache; in memory are their means alone. Safe for use by several threads.
/// </summary>
internal sealed class FeatureMaps : IFeatureMaps, IDisposable
{
    private readonly FeatureStore store;
    private readonly FeatureCache? own;
    private readonly Photo[] photos;
    private readonly float[][] means;

    private FeatureMaps(FeatureStore store, FeatureCache? own, FeatureRequest request, (Photo, float[])[] kept)
    {
        this.store = store;
        this.own = own;
        Views = request.Views;
        photos = [.. kept.Select(photo => photo.Item1)];
        means = [.. kept.Select(photo => photo.Item2)];
    }

    /// <inheritdoc/>
    public int Photos => photos.Length;

    /// <inheritdoc/>
    public int Views { get; }

    /// <inheritdoc/>
    public MapShape Shape => store.Shape;

    /// <summary>Computes the features of photos, as far as they are not in the cache, several at a time.</summary>
    /// <param name="cache">Keeps them; null for a temporary one, which ends with the result.</param>
    /// <param name="progress">Is told how many photos are done, and of how many.</param>
    /// <exception cref="ImageFileException">No photo can be read, or one cannot and that matters.</exception>
    /// <exception cref="IOException">The cache cannot be written.</exception>
    /// <exception cref="OperationCanceledException">What is in the cache by then stays for the next time.</exception>
    public static FeatureResult Compute(
        PhotoSet photos,
        FeatureRequest request,
        FeatureCache? cache = null,
        IProgress<(int Done, int Total)>? progress = null,
        CancellationToken cancellation = default)
    {
        FeatureCache? own = cache is null ? new FeatureCache(null) : null;
        try
        {
            FeatureStore store = new(request, cache ?? own!);
            Dictionary<string, Photo> byFile = photos.Photos.ToDictionary(photo => photo.File);
            FolderReading reading = new()
            {
                IsStrict = request.Images.IsStrict,
                AtATime = Environment.ProcessorCount,
                Progress = (done, total) => progress?.Report((done, total)),
            };
            (float[]?[] means, IReadOnlyList<SkippedFile> skipped) = reading.Run(
                photos.Folder,
                [.. photos.Photos.Select(photo => photo.File)],
                file => store.Means(byFile[file], cancellation),
                cancellation);
            int[] kept = [.. Enumerable.Range(0, means.Length).Where(i => means[i] is not null)];
            FeatureMaps maps = new(store, own, request, [.. kept.Select(i => (photos.Photos[i], means[i]!))]);
            return new FeatureResult(maps, kept, skipped, store.FromCache);
        }
        catch
        {
            own?.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">It is gone from the cache, and cannot be written there again.</exception>
    public void Read(int photo, int view, Span<float> map)
    {
        store.Read(photos[photo], view, map[..Shape.Values]);
    }

    /// <inheritdoc/>
    public ReadOnlySpan<float> Mean(int photo, int view)
    {
        return means[photo].AsSpan(view * Shape.Channels, Shape.Channels);
    }

    /// <summary>Removes the temporary cache, if it has one.</summary>
    public void Dispose() => own?.Dispose();
}
