using SqueezeNet.Embedded.Host.Import.Sources;

namespace SqueezeNet.Embedded.Host.Import;

/// <summary>What the user says about a model; whatever stays null is read from the file or has a default.</summary>
public sealed record ImportOptions
{
    /// <summary>Caffe prototxt naming the layers of a Deep Compression file; SqueezeNet v1.0 when null.</summary>
    public string? Prototxt { get; init; }

    /// <summary>
    /// Which weights of a PyTorch checkpoint, by the keys that lead to them, joined by dots; null for the usual ones.
    /// </summary>
    public string? StateDictKey { get; init; }

    /// <summary>Padding of a state dict's first convolution; torchvision's, 0, when null.</summary>
    public int? Conv1Pad { get; init; }

    /// <summary>Stride of a state dict's first convolution; torchvision's, 2, when null.</summary>
    public int? Conv1Stride { get; init; }

    /// <summary>
    /// Whether a state dict's network has a ReLU behind its last convolution, as torchvision's has; yes when null.
    /// </summary>
    public bool? LastRelu { get; init; }

    /// <summary>
    /// Whether a state dict's max pools keep kernels that are partly outside, as torchvision's do; yes when null.
    /// </summary>
    public bool? CeilMode { get; init; }

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
    /// dictionary of labels in JSON or Python; or "imagenet" for the names of ImageNet's 1000
    /// classes that this library carries.
    /// </summary>
    public string? LabelsFile { get; init; }

    /// <summary>Name of the model; the file's name without extension when null.</summary>
    public string? Name { get; init; }
}
