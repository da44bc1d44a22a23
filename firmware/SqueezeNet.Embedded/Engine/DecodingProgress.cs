namespace SqueezeNet.Embedded
{
    /// <summary>Is told how far opening a model with packed weights has got.</summary>
    /// <param name="percent">Of the weights: 0..100, rising; 100 comes once, last.</param>
    public delegate void DecodingProgress(int percent);
}
