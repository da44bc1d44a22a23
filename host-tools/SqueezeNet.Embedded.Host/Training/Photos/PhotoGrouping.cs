namespace SqueezeNet.Embedded.Host.Training.Photos;

/// <summary>
/// Which photos belong together, so that they never stand on both sides of a split. Near-duplicates do in any case,
/// unless more than half of a class look alike: then <see cref="PhotoSet.IsSuspect"/>.
/// </summary>
public enum PhotoGrouping
{
    /// <summary>Each photo is its own group.</summary>
    Photo,

    /// <summary>Photos of the same sub-folder of a class.</summary>
    Folder,

    /// <summary>
    /// Photos whose file names are alike up to the last run of digits: door_12_003.jpg and door_12_004.jpg.
    /// </summary>
    Prefix,

    /// <summary>
    /// Photos taken within a minute of the one before, by EXIF; those without, by the times of their files.
    /// </summary>
    Time,
}
