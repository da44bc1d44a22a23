using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Packing;

namespace SqueezeNet.Embedded.Host.Evaluation;

/// <summary>A blob on one of the integer engines.</summary>
public sealed class BlobClassifier : IClassifier
{
    private readonly byte[] blob;
    private readonly Backend backend;
    private readonly ConcurrentBag<Network> idle = [];

    /// <summary>Opens a blob.</summary>
    /// <exception cref="ModelException">It cannot be used.</exception>
    public BlobClassifier(byte[] blob, Backend backend)
    {
        this.blob = blob;
        this.backend = backend;
        Network network = Network.Open(blob, backend);
        idle.Add(network);
        Header = network.Header;
        Labels = Enumerable.Range(0, Header.Classes).Select(network.Label).ToArray();
        Meta = BlobMeta.Parse(Blob.Open(blob, OpenChecks.None).Meta);
    }

    /// <inheritdoc/>
    public string Arithmetic => "int8";

    /// <inheritdoc/>
    public int Classes => Header.Classes;

    /// <summary>The blob's header: input size, crop, classes.</summary>
    public BlobHeader Header { get; }

    /// <summary>One per class.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>Provenance (SPEC 5.8).</summary>
    public IReadOnlyDictionary<string, string> Meta { get; }

    /// <inheritdoc/>
    public double[] Classify(RgbImage image)
    {
        if (!idle.TryTake(out Network? network))
        {
            network = Network.Open(blob, backend);
        }

        network.Classify(new Frame(image.Pixels, image.Width, image.Height, PixelFormat.Rgb888));
        double[] logits = network.Scores.Select(s => s * (double)Header.ScoreScale).ToArray();
        idle.Add(network);
        return logits;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Network network in idle)
        {
            network.Dispose();
        }
    }
}
