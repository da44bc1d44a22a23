using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using SqueezeNet.Embedded;
using SqueezeNet.Embedded.Host.Building;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Import;
using SqueezeNet.Embedded.Host.Import.Sources;
using SqueezeNet.Embedded.Host.Planning;
using SqueezeNet.Embedded.Host.Quantization;

// Classify BLOB IMAGE...                        what is on the images
// Classify build MODEL LABELS PHOTOS BLOB       makes the blob first; Ctrl+C stops it and leaves no file
using CancellationTokenSource end = new();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    end.Cancel();
};

try
{
    switch (args)
    {
        case ["build", string model, string labels, string photos, string blob]:
            await Build(model, labels, photos, blob, end.Token);
            return 0;
        case [string blob, .. string[] images] when images.Length > 0:
            Classify(blob, images, end.Token);
            return 0;
        default:
            Console.Error.WriteLine("Classify BLOB IMAGE...\nClassify build MODEL LABELS PHOTOS BLOB");
            return 2;
    }
}
catch (OperationCanceledException)
{
    return 130;
}
catch (Exception e) when (e is ImportException or ImageFileException or PlanningException or QuantizationException
    or BlobException or ModelException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"{string.Join(' ', args)}: {e.Message}");
    return 1;
}

static async Task Build(string model, string labels, string photos, string blob, CancellationToken cancellation)
{
    ModelBuilder builder =
        await ModelBuilder.OpenAsync(model, new ImportOptions { LabelsFile = labels }, cancellation);
    BuiltModel built = await builder.BuildAsync(photos, null, new StepPrinter(), cancellation);
    built.Save(blob);
    Console.WriteLine($"{blob}: {built.Blob.Length} bytes, {built.Plan.PeakArenaBytes} bytes of RAM");
}

static void Classify(string blob, string[] images, CancellationToken cancellation)
{
    using Network network = Network.Open(File.ReadAllBytes(blob), new NetworkOptions());
    foreach (string file in images)
    {
        cancellation.ThrowIfCancellationRequested();
        RgbImage image = ImageFile.Read(file);
        Classification best =
            network.Classify(new Frame(image.Pixels, image.Width, image.Height, PixelFormat.Rgb888));
        Console.WriteLine($"{file}: {best.Label} {best.Probability:0.0000}");
    }
}

/// <summary>A line for each step; steps are told from several threads.</summary>
internal sealed class StepPrinter : IProgress<BuildProgress>
{
    private string last = string.Empty;

    public void Report(BuildProgress value)
    {
        if (Interlocked.Exchange(ref last, value.Step) != value.Step)
        {
            Console.WriteLine(value.Step);
        }
    }
}
