using System.Collections.Generic;
using System.Linq;
using System.Numerics.Tensors;
using System.Threading;
using System.Threading.Tasks;
using SqueezeNet.Embedded.Host.Float;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Quantization;

/// <summary>
/// Real values of a wide tensor that shares its scale with an earlier one, whose scale is chosen before this tensor is
/// reached.
/// </summary>
internal sealed class WideStatistics
{
    // Sums are taken over parts in a fixed order, so that results do not depend on the number of cores.
    private const int Parts = 8;

    private WideStatistics(int channels)
    {
        Power = new double[channels];
    }

    public Histogram Histogram { get; } = new();

    /// <summary>[channel]: mean of squares.</summary>
    public double[] Power { get; }

    /// <summary>
    /// Statistics of every tensor that shares an earlier one's scale, by its number; others are missing.
    /// </summary>
    public static IReadOnlyDictionary<int, WideStatistics> Measure(
        SqueezeNetModel model, IReadOnlyList<RgbImage> images, CancellationToken cancellation)
    {
        int[] tensors = Enumerable.Range(1, model.Fires.Count).Where(t => model.Fires[t - 1].HasBypass).ToArray();
        if (tensors.Length == 0)
        {
            return new Dictionary<int, WideStatistics>();
        }

        FloatNetwork network = new(model);
        WideStatistics[][] parts = Enumerable.Range(0, int.Min(Parts, images.Count))
            .Select(_ => tensors.Select(t => new WideStatistics(model.Fires[t - 1].OutChannels)).ToArray())
            .ToArray();
        ParallelOptions options = new() { CancellationToken = cancellation };
        Parallel.For(0, parts.Length, options, part =>
        {
            for (int i = part; i < images.Count; i += parts.Length)
            {
                cancellation.ThrowIfCancellationRequested();
                Add(parts[part], tensors, network, images[i]);
            }
        });
        return tensors.Select((t, i) => (Tensor: t, Sum: Merge(parts.Select(part => part[i]))))
            .ToDictionary(pair => pair.Tensor, pair => pair.Sum);
    }

    private static void Add(WideStatistics[] statistics, int[] tensors, FloatNetwork network, RgbImage image)
    {
        int visited = 0;
        network.Visit(image, plane =>
        {
            // Between two wide tensors there is a squeezed one.
            int at = System.Array.IndexOf(tensors, visited % 2 == 0 ? visited / 2 : -1);
            visited++;
            if (at >= 0)
            {
                statistics[at].Add(plane);
            }
        });
    }

    private static WideStatistics Merge(IEnumerable<WideStatistics> parts)
    {
        WideStatistics sum = parts.First();
        foreach (WideStatistics part in parts.Skip(1))
        {
            sum.Histogram.Merge(part.Histogram);
            TensorPrimitives.Add(sum.Power, part.Power, sum.Power);
        }

        TensorPrimitives.Divide(sum.Power, (double)sum.Histogram.Count / sum.Power.Length, sum.Power);
        return sum;
    }

    private void Add(Plane plane)
    {
        Histogram.Add(plane.Values);
        for (int c = 0; c < plane.Channels; c++)
        {
            Power[c] += TensorPrimitives.SumOfSquares<float>(plane.Channel(c));
        }
    }
}
