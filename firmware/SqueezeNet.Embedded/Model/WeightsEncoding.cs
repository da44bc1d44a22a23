namespace SqueezeNet.Embedded
{
    /// <summary>How a blob stores its weights (SPEC 4).</summary>
    public enum WeightsEncoding
    {
        /// <summary>As they are used, read in place.</summary>
        Raw = 0,

        /// <summary>Entropy-coded; they are decoded when the model is opened.</summary>
        Packed = 1,
    }
}
