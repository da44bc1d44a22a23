using System;
using System.Threading;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Host.Training;

/// <summary>
/// From a folder of photos to a network: the pretrained one with a new last convolution, and, if asked for, new last
/// Fire modules. The same photos, model and options give the same bytes.
/// </summary>
public sealed class Trainer
{
    private readonly SqueezeNetModel pretrained;

    /// <summary>Trains from a model.</summary>
    /// <param name="pretrained">Trained on anything; its classes are replaced.</param>
    public Trainer(SqueezeNetModel pretrained)
    {
        ArgumentNullException.ThrowIfNull(pretrained);
        this.pretrained = pretrained;
    }

    /// <summary>Trains on the photos of a folder, which has a sub-folder for each class.</summary>
    /// <exception cref="TrainingException">The photos cannot be trained with.</exception>
    public TrainingResult Train(
        string folder,
        TrainingOptions? options = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        throw new NotImplementedException(pretrained.Name + folder);
    }
}
