using System;
using System.IO;
using System.Threading;
using SqueezeNet.Embedded.Host.Float;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Training.Photos;
using SqueezeNet.Embedded.Host.Training.Samples;
using SqueezeNet.Embedded.Host.Training.Views;

namespace SqueezeNet.Embedded.Host.Training.Features;

/// <summary>
/// Features of photos: out of the cache, or computed and put there. Both ways they are what the cache keeps, to the
/// bit. Safe for use by several threads.
/// </summary>
internal sealed class FeatureStore
{
    private readonly FeatureRequest request;
    private readonly FeatureCache cache;
    private readonly FrozenNetwork network;
    private readonly SemaphoreSlim decoding = new(PhotoReader.MostAtATime);
    private int fromCache;

    public FeatureStore(FeatureRequest request, FeatureCache cache)
    {
        this.request = request;
        this.cache = cache;
        network = new FrozenNetwork(request.Model, request.Fires);
    }

    /// <summary>Of each view.</summary>
    public MapShape Shape => network.Shape;

    /// <summary>Photos whose features were in the cache.</summary>
    public int FromCache => fromCache;

    /// <summary>Sees to it that the features of a photo are in the cache.</summary>
    /// <returns>The means, [view][channel].</returns>
    /// <exception cref="ImageFileException">They are not, and the photo cannot be read any more.</exception>
    /// <exception cref="IOException">They cannot be written.</exception>
    public float[] Means(Photo photo, CancellationToken cancellation)
    {
        string key = request.CacheKey(photo, network);
        if (cache.TryRead(key) is byte[] bytes && FeatureFile.Means(bytes, Shape, request.Views) is float[] means)
        {
            Interlocked.Increment(ref fromCache);
            return means;
        }

        return Compute(photo, key, cancellation);
    }

    /// <summary>Reads a map; if it is gone from the cache, it is computed again.</summary>
    /// <exception cref="ImageFileException">It is gone, and the photo cannot be read any more.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Read(Photo photo, int view, Span<float> map)
    {
        string key = request.CacheKey(photo, network);
        if (!TryRead(key, view, map))
        {
            Compute(photo, key, CancellationToken.None);
            if (!TryRead(key, view, map))
            {
                throw new IOException(
                    $"{cache.File(key)}: cannot be read, although it was just written; choose another folder with "
                    + "--cache.");
            }
        }
    }

    private bool TryRead(string key, int view, Span<float> map)
    {
        return FeatureFile.TryRead(cache.File(key), request.Views, view, Shape, map);
    }

    private float[] Compute(Photo photo, string key, CancellationToken cancellation)
    {
        ViewMaker views = Open(photo, cancellation);
        byte[][] maps = new byte[request.Views][];
        float[] means = new float[request.Views * Shape.Channels];
        for (int view = 0; view < maps.Length; view++)
        {
            cancellation.ThrowIfCancellationRequested();
            Plane map = network.Run(views.Render(view));
            maps[view] = PackedMap.Encode(map.Values);
            // What was lost by packing is missing in the means as well.
            PackedMap.TryDecode(maps[view], map.Values);
            FloatNetwork.Average(map).CopyTo(means, view * Shape.Channels);
        }

        cache.Write(key, FeatureFile.Write(Shape, means, maps));
        return means;
    }

    private ViewMaker Open(Photo photo, CancellationToken cancellation)
    {
        decoding.Wait(cancellation);
        try
        {
            (RgbImage image, ImagePrint print) = ImageFile.ReadWithPrint(photo.File, request.Images);
            return string.Equals(print.Hash, photo.Hash, StringComparison.OrdinalIgnoreCase)
                ? new ViewMaker(image, request.Model.Input, request.ViewKey(photo), request.Flips)
                : throw new ImageFileException(photo.File, "was changed in the meantime; train again.");
        }
        finally
        {
            decoding.Release();
        }
    }
}
