using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Planning;
using SqueezeNet.Embedded.Host.RateControl;

namespace SqueezeNet.Embedded.Host.Building;

/// <summary>How a blob is to be built.</summary>
public sealed record BuildOptions
{
    /// <summary>Where the blob is to run; by default the default board, with as little RAM as possible.</summary>
    public BoardTarget Target { get; init; } = new();

    /// <summary>How image files are read, those that the blob is evaluated on too.</summary>
    public ImageOptions Images { get; init; } = new();

    /// <summary>How small its weights are to be made; by default they are raw.</summary>
    public RateTarget Rate { get; init; } = RateTarget.Raw;
}
