namespace SqueezeNet.Embedded.Host.Training.Tuning;

/// <summary>Tensors of a Fire module on one photo, rectified, and their gradients.</summary>
/// <param name="Narrow">Of squeeze.</param>
/// <param name="Joined">Of both expand convolutions.</param>
/// <param name="Wide">A bypass added; the same map as Joined without one.</param>
/// <param name="Output">After the pool; the same map as Wide without one.</param>
/// <param name="OutputGradient">Of Output.</param>
internal sealed record FireMaps(
    PanelMap Narrow, PanelMap Joined, PanelMap Wide, PanelMap Output, PanelMap OutputGradient)
{
    /// <summary>Of Wide; the same map as OutputGradient without a pool.</summary>
    public required PanelMap WideGradient { get; init; }

    /// <summary>Of Joined, before ReLU.</summary>
    public required PanelMap JoinedGradient { get; init; }

    /// <summary>Of Narrow, before ReLU.</summary>
    public required PanelMap NarrowGradient { get; init; }
}
