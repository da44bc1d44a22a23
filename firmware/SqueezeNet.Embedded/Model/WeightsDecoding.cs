namespace SqueezeNet.Embedded
{
    /// <summary>When a model's packed weights are decoded. Raw weights, which are read in place, do not care.</summary>
    public enum WeightsDecoding
    {
        /// <summary>
        /// When the model is opened if there is PSRAM for all of them, else in each run.
        /// </summary>
        Automatic = 0,

        /// <summary>
        /// When the model is opened, into PSRAM, or RAM without it: takes as many bytes as there are weights.
        /// </summary>
        AtOpen = 1,

        /// <summary>
        /// In each run, stage by stage into a window in the arena: takes little memory, and each run takes as much
        /// longer.
        /// </summary>
        EachRun = 2,
    }
}
