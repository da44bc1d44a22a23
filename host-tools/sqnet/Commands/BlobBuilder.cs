using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Packing;
using SqueezeNet.Embedded.Host.Planning;
using SqueezeNet.Embedded.Host.Quantization;
using SqueezeNet.Embedded.Host.Quantization.Rate;

namespace SqueezeNet.Embedded.Cli.Commands;

/// <summary>From an imported model and pictures to a blob.</summary>
internal sealed class BlobBuilder
{
    private readonly SqueezeNetModel model;
    private readonly ArenaPlan plan;
    private readonly Action<string, int, int> report;
    private readonly CancellationToken cancellation;
    private IReadOnlyList<RgbImage> images = [];

    public BlobBuilder(
        SqueezeNetModel model, ArenaPlan plan, Action<string, int, int> report, CancellationToken cancellation)
    {
        this.model = model;
        this.plan = plan;
        this.report = report;
        this.cancellation = cancellation;
    }

    /// <summary>Calibrates on the pictures of a folder, quantizes and packs.</summary>
    public BuiltBlob Build(string folder, RateTarget target)
    {
        images = ReadPictures(folder);
        if (target.IsLossy)
        {
            RateSearch search = new(model, images, PackAt, new Reporter(report), new PointReporter(), cancellation);
            RateResult found = target.Bytes is int bytes ? search.ForSize(bytes)
                : target.Drop is double drop ? search.ForDrop(drop)
                : search.AtPrice(target.BitPrice!.Value);
            return new BuiltBlob(found.Network, images.Count, found.Blob, found.Curve);
        }

        QuantizedNetwork network = Quantizer.Quantize(model, images, new Reporter(report), cancellation);
        report("packing", 0, 1);
        byte[] raw = BlobWriter.Write(network, plan, Meta());
        return new BuiltBlob(network, images.Count, target.IsPacked ? BlobPacker.Pack(raw) : raw, null);
    }

    private List<RgbImage> ReadPictures(string folder)
    {
        IReadOnlyList<string> files = ImageFile.Find(folder);
        report("reading pictures", 0, files.Count);
        return files
            .Select((file, i) =>
            {
                cancellation.ThrowIfCancellationRequested();
                report("reading pictures", i, files.Count);
                return Resampler.ToNetwork(ImageFile.Read(file), model.Input);
            })
            .ToList();
    }

    private byte[] PackAt(QuantizedNetwork network, double bitPrice)
    {
        BlobMeta meta = Meta();
        if (bitPrice > 0)
        {
            meta.Add("bit_price", bitPrice.ToString("R", CultureInfo.InvariantCulture));
        }

        return BlobPacker.Pack(BlobWriter.Write(network, plan, meta));
    }

    private BlobMeta Meta()
    {
        return new BlobMeta()
            .Add("source", Path.GetFileName(model.Source.Path))
            .Add("source.sha256", model.Source.Sha256)
            .Add("source.format", model.Source.Format)
            .Add("tool", $"sqnet {ToolVersion()}")
            .Add("calibration", $"{images.Count} pictures");
    }

    private static string ToolVersion()
    {
        return typeof(BuildCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?
            .InformationalVersion.Split('+')[0] ?? "unknown";
    }

    /// <summary>Hands progress on where it arises.</summary>
    private sealed class Reporter(Action<string, int, int> report) : IProgress<QuantizerProgress>
    {
        public void Report(QuantizerProgress value)
        {
            report($"quantizing {value.Layer}", value.Done, value.Total);
        }
    }

    /// <summary>A search takes minutes; it shows what it has.</summary>
    private sealed class PointReporter : IProgress<RatePoint>
    {
        public void Report(RatePoint value)
        {
            RateOutput.PrintReached(value);
        }
    }
}
