using System.Threading;
using System.Threading.Tasks;
using SqueezeNet.Embedded.Cli.Output;
using SqueezeNet.Embedded.Host.Evaluation;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Import;
using SqueezeNet.Embedded.Host.Import.Sources;
using SqueezeNet.Embedded.Host.Model;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>Warns when labelled images speak for another reading of a state dict.</summary>
internal static class ReadingCheck
{
    /// <summary>Compares readings, which takes seconds.</summary>
    /// <param name="images">Labelled images; null if there are none.</param>
    /// <param name="reading">How their files are read.</param>
    /// <returns>The model, with a note more if another reading is far better.</returns>
    public static async Task<SqueezeNetModel> Run(
        SqueezeNetModel model,
        ImportOptions options,
        LabelledImages? images,
        ImageOptions reading,
        CancellationToken cancellation)
    {
        if (images is null)
        {
            return model;
        }

        ChannelOrder order = options.ChannelOrder ?? ChannelOrder.Rgb;
        BetterReading? better = await ProgressDisplay.Run("state dict", progress => ReadingComparison.Run(
            model, order, images, reading, new CountReporter(progress, "readings of images"), cancellation));
        if (better is null)
        {
            return model;
        }

        Terminal.Note(better.Advice);
        return model with { Notes = [.. model.Notes, better.Advice] };
    }
}
