using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Quantization;

/// <summary>
/// What of a quantization is finished before each layer. Times were measured on the card model and v1.1, in units of
/// both expands of a Fire module: they do not hang on the layer as much as on its kind.
/// </summary>
internal sealed class QuantizingShares
{
    private const double Ranges = 3.5;
    private const double Conv1 = 3;
    private const double Squeeze = 0.4;
    private const double Packing = 1;

    private readonly double[] before;

    /// <summary>For a model.</summary>
    /// <param name="hasRanges">Whether the channels' ranges are measured, too.</param>
    public QuantizingShares(SqueezeNetModel model, bool hasRanges)
    {
        Fire last = model.Fires[^1];
        double expands = last.Expand1x1.Weights.Length + last.Expand3x3.Weights.Length;
        IEnumerable<double> fires = model.Fires.SelectMany(_ => new[] { Squeeze, 1, 0 });
        double[] costs = [Conv1, .. fires, model.Conv10.Weights.Length / expands];
        double ranges = hasRanges ? Ranges : 0;
        double total = ranges + costs.Sum() + Packing;
        before = new double[costs.Length + 1];
        double sum = ranges;
        for (int i = 0; i <= costs.Length; i++)
        {
            before[i] = sum / total;
            sum += i < costs.Length ? costs[i] : 0;
        }
    }

    /// <summary>0..1, by the number of layers that are finished.</summary>
    public double Before(int layers)
    {
        return before[layers];
    }
}
