using System.Collections.Generic;

namespace SqueezeNet.Embedded.Host.Model;

/// <summary>A trained SqueezeNet in fp32, whatever file it came from. Conv1's input channels are R, G, B.</summary>
public sealed record SqueezeNetModel
{
    /// <summary>Short name, at most 31 bytes of UTF-8: it ends up in the blob's header.</summary>
    public required string Name { get; init; }

    /// <summary>The file it was read from.</summary>
    public required ModelSource Source { get; init; }

    /// <summary>Size and preparation of its input.</summary>
    public required InputSpec Input { get; init; }

    /// <summary>The first convolution; its input channels are R, G, B.</summary>
    public required Convolution Conv1 { get; init; }

    /// <summary>The pool behind it; null if there is none.</summary>
    public MaxPool? Pool1 { get; init; }

    /// <summary>The Fire modules, in order.</summary>
    public required IReadOnlyList<Fire> Fires { get; init; }

    /// <summary>The head: a 1x1 convolution with an output channel a class, averaged over positions.</summary>
    public required Convolution Conv10 { get; init; }

    /// <summary>
    /// Whether a ReLU stands between the head's convolution and the average. An engine always has one: a build raises
    /// the biases of all classes alike where the network has none.
    /// </summary>
    public bool HasLastRelu { get; init; } = true;

    /// <summary>One per class, or empty when the source names none.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>What was taken for granted or taken from the file when it was read, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Number of classes.</summary>
    public int Classes => Conv10.OutChannels;
}
