namespace SqueezeNet.Embedded.Host.Evaluation;

/// <summary>What shows that an image was calibrated on; the strongest is said.</summary>
public enum OverlapKind
{
    /// <summary>Its path, or where links on it lead, is that of a calibration image.</summary>
    SameFile = 0,

    /// <summary>Its bytes are those of a calibration image.</summary>
    SameBytes = 1,

    /// <summary>It looks like a calibration image: a copy in another format, quality or size.</summary>
    SameLook = 2,

    /// <summary>It looks like the mirror image of one; a build calibrates on mirror images, too.</summary>
    MirroredLook = 3,
}
