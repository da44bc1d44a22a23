namespace SqueezeNet.Embedded
{
    /// <summary>One answer of a network.</summary>
    public sealed class Classification
    {
        internal Classification(int index, string label, int score, float probability)
        {
            Index = index;
            Label = label;
            Score = score;
            Probability = probability;
        }

        /// <summary>The class, 0 .. classes - 1.</summary>
        public int Index { get; }

        /// <summary>Its name, empty if the model has no labels.</summary>
        public string Label { get; }

        /// <summary>Its exact score; only comparable with scores of the same model.</summary>
        public int Score { get; }

        /// <summary>Its softmax probability, 0..1, for display.</summary>
        public float Probability { get; }
    }
}
