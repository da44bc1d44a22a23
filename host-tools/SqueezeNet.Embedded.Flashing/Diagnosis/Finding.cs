namespace SqueezeNet.Embedded.Flashing.Diagnosis;

/// <summary>One thing that a board needs on its way to labels.</summary>
/// <param name="Name">What it is: "esptool", "port".</param>
/// <param name="What">What was found.</param>
/// <param name="Remedy">What to do about it; null if all is well.</param>
public sealed record Finding(string Name, string What, string? Remedy = null)
{
    /// <summary>Whether it is there.</summary>
    public bool IsThere => Remedy is null;
}
