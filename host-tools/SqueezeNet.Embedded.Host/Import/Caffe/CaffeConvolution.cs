namespace SqueezeNet.Embedded.Host.Import.Caffe;

/// <summary>A layer that has weights, in the order in which files hold them.</summary>
internal sealed record CaffeConvolution(
    string Name,
    string WeightsTensor,
    string BiasTensor,
    int OutChannels,
    int InChannels,
    int KernelHeight,
    int KernelWidth,
    bool HasBias)
{
    /// <summary>Number of weights.</summary>
    public int Weights => OutChannels * InChannels * KernelHeight * KernelWidth;
}
