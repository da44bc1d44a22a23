namespace SqueezeNet.Embedded.Tests.Guards.Rules;

/// <summary>Something that the device cannot run.</summary>
/// <param name="Rule">The rule's name.</param>
/// <param name="Place">Type, method, offset in its IL, and the source's line where it is known.</param>
/// <param name="What">What is there.</param>
/// <param name="Remedy">What to write instead.</param>
internal sealed record Violation(string Rule, string Place, string What, string Remedy)
{
    /// <inheritdoc/>
    public override string ToString()
    {
        return $"[{Rule}] {Place}: {What}. {Remedy}";
    }
}
