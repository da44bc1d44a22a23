namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>How small a blob's weights are to be made; without a number they are packed without loss.</summary>
/// <param name="IsPacked">Whether they are packed at all.</param>
/// <param name="Bytes">What the blob may have at most.</param>
/// <param name="Drop">What it may lose at most, in points of top-1 accuracy.</param>
/// <param name="BitPrice">What a bit may cost, in nats of divergence.</param>
internal sealed record RateTarget(bool IsPacked, int? Bytes, double? Drop, double? BitPrice)
{
    /// <summary>Whether accuracy is given for size.</summary>
    public bool IsLossy => Bytes is not null || Drop is not null || BitPrice is not null;
}
