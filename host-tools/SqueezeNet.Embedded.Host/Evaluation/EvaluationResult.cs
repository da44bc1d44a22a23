namespace SqueezeNet.Embedded.Host.Evaluation;

/// <summary>How good a blob is on a folder of images.</summary>
/// <param name="Against">Beside the model it was made from, or another blob; null when that was not given.</param>
/// <param name="Confusion">[true class][named class]: images of the blob.</param>
/// <param name="Seconds">For all images, decoding included.</param>
public sealed record EvaluationResult(Accuracy Accuracy, Comparison? Against, int[][] Confusion, double Seconds)
{
    /// <summary>How many images were classified.</summary>
    public int Images => Accuracy.Images;
}
