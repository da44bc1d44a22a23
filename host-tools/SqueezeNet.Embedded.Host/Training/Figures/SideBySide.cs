namespace SqueezeNet.Embedded.Host.Training.Figures;

/// <summary>
/// A network trained without the first fold and quantized on the photos it was trained on: fp32 and int8 on that fold.
/// </summary>
/// <param name="Float">By the fp32 network.</param>
/// <param name="Int8">By the blob.</param>
/// <param name="Agreement">Percent of the photos of which both name the same class.</param>
public sealed record SideBySide(HeldOutFigures Float, HeldOutFigures Int8, double Agreement);
