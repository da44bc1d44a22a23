namespace SqueezeNet.Embedded.Host.Imaging;

/// <summary>A file of a folder of images that is not used.</summary>
/// <param name="File">Its path.</param>
/// <param name="Problem">What is wrong with what is in it, and the remedy; null where its name decided.</param>
public sealed record SkippedFile(string File, SkipReason Reason, string? Problem = null)
{
    /// <summary>An image that could not be read.</summary>
    public static SkippedFile Of(ImageFileException e)
    {
        return new SkippedFile(e.File, e.IsTooLarge ? SkipReason.TooLarge : SkipReason.Unreadable, e.Problem);
    }
}
