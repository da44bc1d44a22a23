using System;
using System.Linq;
using SqueezeNet.Embedded.Host.Float;

namespace SqueezeNet.Embedded.Host.RateControl;

/// <summary>How closely a network's predictions follow the fp32 network's. No true classes are needed.</summary>
/// <param name="Agreement">Percent of images with the same best class.</param>
/// <param name="Divergence">Mean Kullback-Leibler divergence, in nats.</param>
/// <param name="Drop">
/// Points of top-1 accuracy that are lost, if the fp32 network's probabilities are right: mean of its probability of
/// its own top-1 class minus that of the other network's.
/// </param>
public sealed record Fidelity(double Agreement, double Divergence, double Drop)
{
    /// <summary>Compares logits, [image][class].</summary>
    internal static Fidelity Compare(double[][] reference, double[][] subject)
    {
        double agreement = 0;
        double divergence = 0;
        double drop = 0;
        for (int i = 0; i < reference.Length; i++)
        {
            double[] p = Gradients.Softmax(reference[i]);
            int own = Best(reference[i]);
            int other = Best(subject[i]);
            agreement += own == other ? 1 : 0;
            drop += p[own] - p[other];
            divergence += Between(p, Gradients.Softmax(subject[i]));
        }

        double count = reference.Length;
        return new Fidelity(100 * agreement / count, divergence / count, 100 * drop / count);
    }

    /// <summary>Kullback-Leibler divergence of q from p, in nats.</summary>
    internal static double Between(double[] p, double[] q)
    {
        const double Ln2 = 0.6931471805599453;
        double sum = 0;
        for (int c = 0; c < p.Length; c++)
        {
            sum += p[c] > 0 ? p[c] * Ln2 * (FixedOrder.Log2(p[c]) - FixedOrder.Log2(Math.Max(q[c], 1e-300))) : 0;
        }

        // Rounding may leave less than nothing where both are alike.
        return Math.Max(sum, 0);
    }

    private static int Best(double[] logits)
    {
        return Array.IndexOf(logits, logits.Max());
    }
}
