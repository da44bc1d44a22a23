using SqueezeNet.Embedded.Host.Import.Sources;

namespace SqueezeNet.Embedded.Host.Import;

/// <summary>What the user says about a model; whatever stays null is read from the file or has a default.</summary>
public sealed record ImportOptions
{
    /// <summary>Caffe prototxt naming the layers of a Deep Compression file; SqueezeNet v1.0 when null.</summary>
    public string? Prototxt { get; init; }

    /// <summary>Side of the square input in pixels.</summary>
    public int? Size { get; init; }

    /// <summary>The order of colours the network was trained with.</summary>
    public ChannelOrder? ChannelOrder { get; init; }

    /// <summary>Three values in R, G, B order, in units of pixel values (0..255).</summary>
    public float[]? Mean { get; init; }

    /// <summary>Three values in R, G, B order, in units of pixel values (0..255).</summary>
    public float[]? Std { get; init; }

    /// <summary>Length of an image's shorter side before its centre is cropped to the input size.</summary>
    public int? ResizeTo { get; init; }

    /// <summary>
    /// Text file with one label per line, or tab-separated lines that begin with the class index, or a list or
    /// dictionary of labels in JSON or Python.
    /// </summary>
    public string? LabelsFile { get; init; }

    /// <summary>Name of the model; the file's name without extension when null.</summary>
    public string? Name { get; init; }
}
