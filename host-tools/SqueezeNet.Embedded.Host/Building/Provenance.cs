using System.Globalization;
using System.IO;
using System.Reflection;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Packing;

namespace SqueezeNet.Embedded.Host.Building;

/// <summary>What a blob says of where it comes from (SPEC 5.8).</summary>
internal static class Provenance
{
    /// <param name="images">How many it was calibrated on.</param>
    /// <param name="bitPrice">What a bit was allowed to cost, in nats of divergence; 0 for nothing.</param>
    public static BlobMeta Of(SqueezeNetModel model, int images, double bitPrice = 0)
    {
        // Blobs of earlier versions count "pictures": the bytes stay.
        BlobMeta meta = new BlobMeta()
            .Add("source", Path.GetFileName(model.Source.Path))
            .Add("source.sha256", model.Source.Sha256)
            .Add("source.format", model.Source.Format)
            .Add("tool", $"sqnet {Version()}")
            .Add("calibration", $"{images} pictures");
        return bitPrice > 0
            ? meta.Add("bit_price", bitPrice.ToString("R", CultureInfo.InvariantCulture))
            : meta;
    }

    private static string Version()
    {
        return typeof(Provenance).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?
            .InformationalVersion.Split('+')[0] ?? "unknown";
    }
}
