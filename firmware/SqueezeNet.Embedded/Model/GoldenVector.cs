namespace SqueezeNet.Embedded
{
    /// <summary>What the network must answer for the test image golden(seed) (SPEC 5.7).</summary>
    public sealed class GoldenVector
    {
        /// <summary>Size of a vector in the blob.</summary>
        public const int Bytes = 16;

        internal GoldenVector(byte[] blob, int at)
        {
            Seed = (uint)LittleEndian.U32(blob, at);
            ScoresCrc = (uint)LittleEndian.U32(blob, at + 4);
            BestClass = LittleEndian.U32(blob, at + 8);
            BestScore = LittleEndian.I32(blob, at + 12);
        }

        /// <summary>Seed of the test image.</summary>
        public uint Seed { get; }

        /// <summary><see cref="Crc32.OfScores"/> of all scores.</summary>
        public uint ScoresCrc { get; }

        /// <summary>Class of the highest score, the lowest index among equals.</summary>
        public long BestClass { get; }

        /// <summary>The highest score.</summary>
        public int BestScore { get; }

        /// <summary>Whether scores are the expected ones.</summary>
        public bool Matches(int[] scores)
        {
            int best = Ranking.Best(scores);
            return Crc32.OfScores(scores) == ScoresCrc && best == BestClass && scores[best] == BestScore;
        }
    }
}
