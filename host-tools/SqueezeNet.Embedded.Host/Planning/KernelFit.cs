using System.Collections.Generic;
using System.Linq;

namespace SqueezeNet.Embedded.Host.Planning;

/// <summary>
/// Finds multiply-accumulates a cycle of the kernels from stages' cycles. Each stage is linear in the reciprocals of
/// the rates, so it is a row of a least-squares problem; docs/planning.md, Calibrate, has the formula.
/// </summary>
internal static class KernelFit
{
    /// <summary>
    /// Weight of the profile's rates against a stage: the model is taken to be right within 2 % of a stage, and a rate
    /// within 20 %: (0.02 / 0.2) squared.
    /// </summary>
    private const double Pull = 0.01;

    /// <summary>A rate further off than this many times is no rate of that kernel.</summary>
    private const double MostTimes = 20;

    private const double Never = 1e30;
    private static readonly string[] names = ["conv1", "conv1x1", "conv3x3", "head"];

    /// <summary>The kernels whose rates fit best.</summary>
    /// <exception cref="PlanningException">No possible rates fit.</exception>
    public static BoardKernels Of(ChosenPlan chosen, Board board, IReadOnlyList<BenchRun> runs)
    {
        KernelRate[] given = [.. board.Kernels.All];
        List<(double[] Shares, double Left)> rows = [.. runs.SelectMany(run => Rows(chosen, board, run))];
        double[] times = Solve(rows, given.Length);
        for (int j = 0; j < times.Length; j++)
        {
            if (!(times[j] > 1 / MostTimes && times[j] < MostTimes))
            {
                throw new PlanningException(
                    $"no rate of {names[j]} fits the stages' cycles: are --board and the model the right ones, and "
                    + "was the firmware built with the kernels of the ESP32-S3?");
            }
        }

        return With(board.Kernels, [.. given.Select((rate, j) => rate.MacsPerCycle / times[j])]);
    }

    /// <summary>
    /// What share of a stage's modelled cycles each kernel has at the profile's rate, and what share of them was
    /// measured for all kernels together.
    /// </summary>
    private static IEnumerable<(double[] Shares, double Left)> Rows(ChosenPlan chosen, Board board, BenchRun run)
    {
        double[] rates = [.. board.Kernels.All.Select(rate => rate.MacsPerCycle)];
        CostModel Model(params double[] at) =>
            new(board with { Kernels = With(board.Kernels, at) }, Calibration.MemoryOf(run), chosen.HasSkipApart);
        CostModel whole = Model(rates);
        CostModel without = Model(Never, Never, Never, Never);
        CostModel[] alone = [.. rates.Select((rate, j) => Model([.. rates.Select((_, i) => i == j ? rate : Never)]))];
        return chosen.Request.Stages.Select((stage, k) =>
        {
            int band = chosen.Plan.Stages[k].Band;
            double rest = without.CyclesOf(stage, band);
            double modelled = whole.CyclesOf(stage, band);
            return (
                alone.Select(model => (model.CyclesOf(stage, band) - rest) / modelled).ToArray(),
                (Calibration.Measured(run)[k] - rest) / modelled);
        });
    }

    /// <summary>How many times its cycles at the profile's rate each kernel takes.</summary>
    private static double[] Solve(List<(double[] Shares, double Left)> rows, int count)
    {
        double[][] matrix = new double[count][];
        for (int i = 0; i < count; i++)
        {
            matrix[i] = new double[count + 1];
            for (int j = 0; j < count; j++)
            {
                matrix[i][j] = rows.Sum(row => row.Shares[i] * row.Shares[j]) + (i == j ? Pull : 0);
            }

            matrix[i][count] = rows.Sum(row => row.Shares[i] * row.Left) + Pull;
        }

        return Eliminate(matrix);
    }

    /// <summary>Gauss; the matrix is positive definite and small, so it needs no pivots.</summary>
    private static double[] Eliminate(double[][] matrix)
    {
        int count = matrix.Length;
        for (int i = 0; i < count; i++)
        {
            for (int below = 0; below < count; below++)
            {
                double factor = below == i ? 0 : matrix[below][i] / matrix[i][i];
                for (int j = i; j <= count; j++)
                {
                    matrix[below][j] -= factor * matrix[i][j];
                }
            }
        }

        return [.. matrix.Select((row, i) => row[count] / row[i])];
    }

    private static BoardKernels With(BoardKernels kernels, double[] rates)
    {
        return new BoardKernels
        {
            Conv1 = kernels.Conv1 with { MacsPerCycle = rates[0] },
            Conv1x1 = kernels.Conv1x1 with { MacsPerCycle = rates[1] },
            Conv3x3 = kernels.Conv3x3 with { MacsPerCycle = rates[2] },
            Head = kernels.Head with { MacsPerCycle = rates[3] },
        };
    }
}
