namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>A class that an image may show.</summary>
/// <param name="Index">The class.</param>
/// <param name="Raw">The engine's exact integer.</param>
/// <param name="Probability">The softmax of the scores.</param>
internal sealed record ClassChoice(int Index, string Label, int Raw, float Probability)
{
    public ClassChoice(Classification c)
        : this(c.Index, c.Label, c.Score, c.Probability)
    {
    }
}
