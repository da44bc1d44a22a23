namespace SqueezeNet.Embedded
{
    /// <summary>Orders scores and turns them into probabilities (SPEC 8).</summary>
    public static class Ranking
    {
        private const double Ln2 = 0.693147180559945309417;

        /// <summary>Class of the highest score, the lowest index among equals.</summary>
        public static int Best(int[] scores)
        {
            int best = 0;
            for (int i = 1; i < scores.Length; i++)
            {
                if (scores[i] > scores[best])
                {
                    best = i;
                }
            }

            return best;
        }

        /// <summary>Classes of the k highest scores, best first, the lower index first among equals.</summary>
        /// <param name="scores">One per class.</param>
        /// <param name="k">How many; fewer are returned if there are fewer classes.</param>
        public static int[] Top(int[] scores, int k)
        {
            int count = k < 0 ? 0 : k < scores.Length ? k : scores.Length;
            int[] top = new int[count];
            int found = 0;
            for (int i = 0; i < scores.Length && count > 0; i++)
            {
                int place = found;
                while (place > 0 && scores[i] > scores[top[place - 1]])
                {
                    place--;
                }

                if (place < count)
                {
                    found = found < count ? found + 1 : count;
                    for (int j = found - 1; j > place; j--)
                    {
                        top[j] = top[j - 1];
                    }

                    top[place] = i;
                }
            }

            return top;
        }

        /// <summary>Softmax of score * scale, for display.</summary>
        /// <param name="scores">One per class, at least one.</param>
        /// <param name="scale">The blob's score scale.</param>
        /// <returns>Probabilities whose sum is 1 up to rounding.</returns>
        public static float[] Softmax(int[] scores, float scale)
        {
            int highest = scores[Best(scores)];
            double[] powers = new double[scores.Length];
            double sum = 0;
            for (int i = 0; i < scores.Length; i++)
            {
                powers[i] = Exponential(((double)scores[i] - highest) * scale);
                sum += powers[i];
            }

            float[] probabilities = new float[scores.Length];
            for (int i = 0; i < scores.Length; i++)
            {
                probabilities[i] = (float)(powers[i] / sum);
            }

            return probabilities;
        }

        /// <summary>e^x for x at most 0, relative error below 1e-10; 0 below -700. Needs no Math.Exp.</summary>
        internal static double Exponential(double x)
        {
            if (x < -700)
            {
                return 0;
            }

            int halvings = (int)(-x / Ln2);
            double rest = x + (halvings * Ln2);
            double term = 1;
            double sum = 1;
            for (int i = 1; i < 16; i++)
            {
                term *= rest / i;
                sum += term;
            }

            for (int i = 0; i < halvings; i++)
            {
                sum /= 2;
            }

            return sum;
        }
    }
}
