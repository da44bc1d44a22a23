using SqueezeNet.Embedded.Host.Imaging;

namespace SqueezeNet.Embedded.Host.Training.Photos;

/// <summary>How a folder of photos is read.</summary>
public sealed record PhotoOptions
{
    /// <summary>Which photos belong together.</summary>
    public PhotoGrouping GroupBy { get; init; }

    /// <summary>
    /// Folder of photos that show none of the classes; null for the class folder "background", if there is one.
    /// </summary>
    public string? Background { get; init; }

    /// <summary>How image files are read.</summary>
    public ImageOptions Images { get; init; } = new();
}
