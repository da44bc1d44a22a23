namespace SqueezeNet.Embedded.Host.Evaluation;

/// <summary>How good a blob is on a folder of pictures, in percent of the pictures.</summary>
/// <param name="Fp32Top1">Of the model it was made from; null when that was not given, like the next two.</param>
/// <param name="Agreement">Pictures for which both name the same class first.</param>
/// <param name="Divergence">Mean Kullback-Leibler divergence of the int8 probabilities from fp32, in nats.</param>
/// <param name="Confusion">[true class][named class]: pictures of the blob.</param>
public sealed record EvaluationResult(
    int Images,
    double Top1,
    double Top5,
    double? Fp32Top1,
    double? Fp32Top5,
    double? Agreement,
    double? Divergence,
    int[][] Confusion);
