namespace SqueezeNet.Embedded.Host.Training.Tuning;

/// <summary>How a training stood after an epoch.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="TrainingLoss">Mean cross entropy of the views in it, nats, as each was before its step.</param>
/// <param name="HeldOutLoss">Mean cross entropy of the photos that are held out; null without any.</param>
/// <param name="HeldOutAccuracy">Percent of them; null without any.</param>
internal sealed record TuningEpoch(int Epoch, double TrainingLoss, double? HeldOutLoss, double? HeldOutAccuracy);
