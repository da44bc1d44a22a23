using System.Linq;
using SqueezeNet.Embedded.Host.Float;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Evaluation;

/// <summary>A trained model in fp32 that sees of an image what a blob sees of it.</summary>
public sealed class ModelClassifier : IClassifier
{
    private readonly FloatNetwork network;
    private readonly InputSpec input;

    /// <summary>Prepares a model.</summary>
    /// <param name="blob">Of the blob to compare with: its input size and crop are taken.</param>
    public ModelClassifier(SqueezeNetModel model, BlobHeader blob)
    {
        SqueezeNetModel fitted = Fit(model, blob);
        Classes = model.Classes;
        input = fitted.Input;
        network = new FloatNetwork(fitted);
    }

    /// <summary>A model that takes images of the size and crop that a blob takes.</summary>
    public static SqueezeNetModel Fit(SqueezeNetModel model, BlobHeader blob)
    {
        return model with
        {
            Input = new InputSpec(blob.Width, blob.Height, blob.CropDenominator, model.Input.Mean, model.Input.Std),
        };
    }

    /// <inheritdoc/>
    public string Arithmetic => "fp32";

    /// <inheritdoc/>
    public int Classes { get; }

    /// <inheritdoc/>
    public double[] Classify(RgbImage image)
    {
        return network.Run(Resampler.ToNetwork(image, input)).Select(logit => (double)logit).ToArray();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
