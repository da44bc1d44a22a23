namespace SqueezeNet.Embedded.Host.Imaging;

/// <summary>How image files are read.</summary>
public sealed record ImageOptions
{
    /// <summary>
    /// Whether images are turned as their EXIF orientation says, which phones write. Cameras of boards write none.
    /// </summary>
    public bool AppliesOrientation { get; init; } = true;

    /// <summary>
    /// Whether the first image of a folder that cannot be read ends the work; otherwise it is skipped and named.
    /// </summary>
    public bool IsStrict { get; init; }
}
