namespace SqueezeNet.Embedded.Host.Imaging;

/// <summary>How image files are read.</summary>
public sealed record ImageOptions
{
    /// <summary>
    /// Whether images are turned as their EXIF orientation says, which phones write. Cameras of boards write none.
    /// </summary>
    public bool AppliesOrientation { get; init; } = true;
}
