using System.Linq;
using SqueezeNet.Embedded.Host.Training;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>Whether what was trained is of use.</summary>
internal static class TrainVerdict
{
    /// <summary>Why nothing is written, and the remedy; null if all is well.</summary>
    public static string? Of(TrainOptions options, TrainingResult result)
    {
        if (!result.Parity.Passes)
        {
            string[] rows =
                [.. result.Parity.Rows.Where(row => row is { IsExact: true, Problem: not null })
                    .Select(row => $"{row.Runner}: {row.Problem!.TrimEnd('.')}")];
            return "What was trained and what would be written disagree on the same photos: "
                + $"{string.Join("; ", rows)}. This is a fault of sqnet or of the runner: please report it.";
        }

        bool mustFit = options.NamesBoard || options.Training.Fit is not null;
        return mustFit && options.Blob is not null && !result.Plan.Pass
            ? $"{options.Blob} does not fit {result.Plan.Board}. {string.Join(' ', result.Plan.Problems)} "
                + "--fit in the place of --board tries smaller inputs; without either, the blob is written."
            : null;
    }
}
