using System.Collections.Generic;

namespace SqueezeNet.Embedded.Host.Training;

/// <summary>The same photos by the trainer, and by whatever else runs what it wrote.</summary>
/// <param name="Photos">How many were compared.</param>
/// <param name="Rows">One a runner.</param>
public sealed record ParityCheck(int Photos, IReadOnlyList<ParityRow> Rows)
{
    /// <summary>Whether every fp32 runner gave the trainer's answers.</summary>
    public bool Passes
    {
        get
        {
            foreach (ParityRow row in Rows)
            {
                if (row is { IsExact: true, Problem: not null })
                {
                    return false;
                }
            }

            return true;
        }
    }
}

/// <summary>How one runner compares with the trainer.</summary>
/// <param name="Runner">Its name, for people.</param>
/// <param name="SameAnswers">Photos for which both name the same class.</param>
/// <param name="LargestDifference">Of probabilities, 0..1.</param>
/// <param name="IsExact">Whether it computes in fp32 and has to agree.</param>
/// <param name="Problem">What is wrong, or why it did not run; null if nothing is.</param>
public sealed record ParityRow(
    string Runner, int SameAnswers, double LargestDifference, bool IsExact, string? Problem);
