using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Training.Photos;

namespace SqueezeNet.Embedded.Host.Training;

/// <summary>Photos as a network sees them.</summary>
/// <param name="Photos">Indices of those that could be read, in order.</param>
/// <param name="Images">Of the input's size.</param>
internal sealed record SeenPhotos(int[] Photos, RgbImage[] Images)
{
    /// <summary>Reads photos; one that has vanished since is left out.</summary>
    public static SeenPhotos Read(
        PhotoSet photos, int[] wanted, InputSpec input, ImageOptions options, CancellationToken cancellation)
    {
        RgbImage?[] images = new RgbImage?[wanted.Length];
        ParallelOptions parallel = new()
        {
            CancellationToken = cancellation,
            MaxDegreeOfParallelism = PhotoReader.MostAtATime,
        };
        Parallel.For(0, wanted.Length, parallel, i => images[i] = See(photos.Photos[wanted[i]].File, input, options));
        return new SeenPhotos(
            [.. wanted.Where((_, i) => images[i] is not null)], [.. images.OfType<RgbImage>()]);
    }

    private static RgbImage? See(string file, InputSpec input, ImageOptions options)
    {
        try
        {
            return Resampler.ToNetwork(ImageFile.Read(file, options), input);
        }
        catch (ImageFileException)
        {
            return null;
        }
    }
}
