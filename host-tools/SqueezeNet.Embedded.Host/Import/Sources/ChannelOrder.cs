namespace SqueezeNet.Embedded.Host.Import.Sources;

/// <summary>The order in which a network's first convolution reads the colours of a pixel.</summary>
public enum ChannelOrder
{
    /// <summary>Red, green, blue.</summary>
    Rgb,

    /// <summary>Blue, green, red.</summary>
    Bgr,
}
