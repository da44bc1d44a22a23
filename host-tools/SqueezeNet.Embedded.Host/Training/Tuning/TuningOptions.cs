namespace SqueezeNet.Embedded.Host.Training.Tuning;

/// <summary>How Fire modules are trained.</summary>
internal sealed record TuningOptions
{
    /// <summary>Times that every view of every photo is seen; rates fall to 0 over them.</summary>
    public int Epochs { get; init; } = 6;

    /// <summary>Epochs without a better held-out loss after which a training ends.</summary>
    public int Patience { get; init; } = 3;

    /// <summary>Views between two changes of the parameters.</summary>
    public int Batch { get; init; } = 32;

    /// <summary>Highest rate of the Fire modules.</summary>
    public double FireRate { get; init; } = 1e-3;

    /// <summary>Highest rate of the head.</summary>
    public double HeadRate { get; init; } = 5e-4;

    /// <summary>Pulls weights, not biases, to 0.</summary>
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>Share of the head's input that is left out in training, 0 to below 1.</summary>
    public double Dropout { get; init; } = 0.5;

    /// <summary>Share of the probability that is spread over all classes, 0..1.</summary>
    public double Smoothing { get; init; }

    /// <summary>How much a photo of each class counts; null if all count the same.</summary>
    public double[]? ClassWeights { get; init; }

    /// <summary>What order and dropout follow from.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads; 0 for as many as there are processors.</summary>
    public int Threads { get; init; }
}
