namespace SqueezeNet.Embedded.Host.Training;

/// <summary>What a training is doing.</summary>
/// <param name="What">For people.</param>
/// <param name="Done">Steps of it that are done.</param>
/// <param name="Total">Steps of it; 0 if that is not known.</param>
public readonly record struct TrainingProgress(string What, int Done, int Total)
{
    /// <summary>What is finished of the whole training, 0..1; null if that is not known.</summary>
    public double? Share { get; init; }
}
