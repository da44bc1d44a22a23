using System;
using System.IO;
using System.Runtime.ExceptionServices;
using System.Text;
using System.Threading;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Planning;
using SqueezeNet.Embedded.Host.Quantization;

namespace SqueezeNet.Embedded.Host.Training;

/// <summary>
/// From a folder of photos to a network: the pretrained one with a new last convolution, and, if asked for, new last
/// Fire modules. The same photos, model and options give the same bytes, on any number of cores.
/// </summary>
/// <example>
/// <code>
/// Trainer trainer = new(ModelImporter.Import("squeezenet1.1-7.onnx", new ImportOptions()));
/// TrainingResult result = trainer.Train("photos");
/// Console.WriteLine(result.Figures.HeldOut.Accuracy);
/// result.Built!.Save("mine.sqnt");
/// </code>
/// </example>
public sealed class Trainer
{
    private const int LeastSide = 32;
    private const int MostNameBytes = 31;

    private readonly SqueezeNetModel pretrained;

    /// <summary>Trains from a model.</summary>
    /// <param name="pretrained">Trained on anything; its classes are replaced.</param>
    public Trainer(SqueezeNetModel pretrained)
    {
        ArgumentNullException.ThrowIfNull(pretrained);
        this.pretrained = pretrained;
    }

    /// <summary>Trains on the photos of a folder, which has a sub-folder for each class.</summary>
    /// <param name="folder">Its path.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="progress">Is told what is being done, from several threads.</param>
    /// <param name="cancellation">Stops the work; features that are in the cache by then stay there.</param>
    /// <exception cref="TrainingException">
    /// The photos cannot be trained with, or the model has no such Fire module.
    /// </exception>
    /// <exception cref="NothingFitsException">No size fits the board or the limit of time.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="ImageFileException">No photo can be read, or one cannot and that matters.</exception>
    /// <exception cref="PlanningException">The network cannot be planned for the board.</exception>
    /// <exception cref="QuantizationException">A layer cannot be kept from saturating.</exception>
    /// <exception cref="IOException">The cache cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public TrainingResult Train(
        string folder,
        TrainingOptions? options = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(folder);
        options ??= new TrainingOptions();
        Require(options);
        try
        {
            return new TrainingRun(pretrained, options, new TrainingSteps(progress), cancellation).Run(folder);
        }
        catch (AggregateException e)
        {
            // Of work on several photos at a time; one error is what the caller needs.
            ExceptionDispatchInfo.Throw(e.Flatten().InnerExceptions[0]);
            throw;
        }
    }

    private static void Require(TrainingOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Views, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Folds, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.LeastSide, LeastSide);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Side ?? LeastSide, LeastSide);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MostSide, options.LeastSide);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(
            Encoding.UTF8.GetByteCount(options.Name ?? string.Empty), MostNameBytes);
    }
}
