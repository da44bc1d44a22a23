using System;
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
        BetterReading? better = await Terminal.WithProgress(show =>
            ReadingComparison.Run(model, order, images, reading, new Reporter(show), cancellation));
        if (better is null)
        {
            return model;
        }

        Terminal.Note(better.Advice);
        return model with { Notes = [.. model.Notes, better.Advice] };
    }

    private sealed class Reporter(Action<string, int, int> show) : IProgress<(int Done, int Total)>
    {
        public void Report((int Done, int Total) value)
        {
            show("comparing readings of the state dict", value.Done, value.Total);
        }
    }
}
