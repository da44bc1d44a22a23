using System;

namespace SqueezeNet.Embedded.Host.Training;

/// <summary>Tells of the steps of a training, each with its share of the whole.</summary>
/// <remarks>The shares are rough: of a first run with two cores. They never fall.</remarks>
internal sealed class TrainingSteps(IProgress<TrainingProgress>? progress)
{
    private double from;
    private double to;
    private string what = string.Empty;

    /// <summary>Begins a step that ends at a share of the whole.</summary>
    public void Begin(string step, double end)
    {
        (what, from, to) = (step, to, Math.Max(to, end));
        progress?.Report(new TrainingProgress(what, 0, 0) { Share = from });
    }

    /// <summary>What is to be told how far the step is.</summary>
    public IProgress<(int Done, int Total)>? Counter => progress is null ? null : new Counting(this);

    private sealed class Counting(TrainingSteps steps) : IProgress<(int Done, int Total)>
    {
        public void Report((int Done, int Total) value)
        {
            double share = value.Total == 0 ? 0 : (double)value.Done / value.Total;
            steps.Report(value.Done, value.Total, share);
        }
    }

    private void Report(int done, int total, double share)
    {
        progress!.Report(new TrainingProgress(what, done, total) { Share = from + (share * (to - from)) });
    }
}
