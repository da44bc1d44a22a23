namespace SqueezeNet.Embedded.Host.Imaging;

/// <summary>Why a file of a folder of images is not used.</summary>
public enum SkipReason
{
    /// <summary>It, or a folder on the way to it, begins with a dot, or is kept by a program for itself.</summary>
    Hidden = 0,

    /// <summary>It is called as an image of a format that is not read.</summary>
    OtherFormat = 1,

    /// <summary>It is not called as an image.</summary>
    NoImage = 2,

    /// <summary>Its content is damaged, missing, or that of something else.</summary>
    Unreadable = 3,

    /// <summary>It has more bytes or pixels than are read.</summary>
    TooLarge = 4,

    /// <summary>It is a folder that may not be opened.</summary>
    ClosedFolder = 5,

    /// <summary>It is a link to a folder whose files are there already.</summary>
    Again = 6,
}
