namespace SqueezeNet.Embedded.Flashing;

/// <summary>Whose fault it is that a board could not be flashed.</summary>
public enum FlashingCause
{
    /// <summary>Board and files do not fit each other: exit code 1.</summary>
    DoesNotFit,

    /// <summary>A file cannot be used: exit code 3.</summary>
    BadFile,

    /// <summary>No tool, no port, no answer: exit code 4.</summary>
    Environment,
}
