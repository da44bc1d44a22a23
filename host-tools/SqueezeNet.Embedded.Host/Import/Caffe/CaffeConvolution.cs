namespace SqueezeNet.Embedded.Host.Import.Caffe;

/// <summary>A layer that has weights, in the order in which files hold them.</summary>
internal sealed record CaffeConvolution(
    string Name, int OutChannels, int InChannels, int KernelHeight, int KernelWidth, bool HasBias)
{
    /// <summary>The tensor of the graph that will hold the weights.</summary>
    public required string WeightsTensor { get; init; }

    /// <summary>The tensor of the graph that will hold the bias.</summary>
    public required string BiasTensor { get; init; }

    /// <summary>Number of weights.</summary>
    public int Weights => OutChannels * InChannels * KernelHeight * KernelWidth;
}
