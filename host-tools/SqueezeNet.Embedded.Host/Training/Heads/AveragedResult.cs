namespace SqueezeNet.Embedded.Host.Training.Heads;

/// <summary>Heads on averaged features.</summary>
/// <param name="Head">Trained on all photos.</param>
/// <param name="Folds">[fold]: trained without its photos.</param>
/// <param name="HeldOut">[photo][class]: scores of view 0 by the head of the photo's fold.</param>
/// <param name="WeightDecay">As cross-validation chose it.</param>
internal sealed record AveragedResult(AveragedHead Head, AveragedHead[] Folds, double[][] HeldOut, double WeightDecay);
