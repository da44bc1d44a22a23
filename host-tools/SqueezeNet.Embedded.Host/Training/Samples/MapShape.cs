namespace SqueezeNet.Embedded.Host.Training.Samples;

/// <summary>Shape of a feature map.</summary>
internal readonly record struct MapShape(int Channels, int Height, int Width)
{
    /// <summary>Positions of a channel.</summary>
    public int Pixels => Height * Width;

    /// <summary>Values of the map.</summary>
    public int Values => Channels * Pixels;
}
