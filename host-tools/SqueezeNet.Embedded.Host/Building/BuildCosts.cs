using System.Collections.Generic;
using System.IO;
using System.Linq;
using SqueezeNet.Embedded.Host.Imaging;
using SqueezeNet.Embedded.Host.Model;
using SqueezeNet.Embedded.Host.Planning;
using SqueezeNet.Embedded.Host.RateControl;

namespace SqueezeNet.Embedded.Host.Building;

/// <summary>
/// What parts of a build take, in seconds of the two cores it was measured on (card model and v1.1, a hundred images).
/// Only their ratios matter, so that progress counts all parts alike.
/// </summary>
internal static class BuildCosts
{
    private const double PerByteRead = 2.6e-8;
    private const double PerTensor = 0.25;
    private const double PerMacQuantized = 8e-10;
    private const double PerMacEvaluated = 1e-10;
    private const double PerImageEvaluated = 1e-3;

    /// <summary>Reading image files.</summary>
    public static double Reading(IEnumerable<string> files)
    {
        return PerByteRead * files.Select(file => new FileInfo(file)).Where(f => f.Exists).Sum(f => f.Length);
    }

    /// <summary>Quantizing on so many images, as often as a target needs it.</summary>
    public static double Quantizing(SqueezeNetModel model, int images, RateTarget target)
    {
        int tensors = 2 + (2 * model.Fires.Count);
        int times = target.IsLossy ? RateProgress.Expected(target) : 1;
        return times * ((PerTensor * tensors) + (PerMacQuantized * images * Macs(model)));
    }

    /// <summary>Evaluating images beside fp32.</summary>
    public static double Evaluating(SqueezeNetModel model, IReadOnlyList<string> files)
    {
        return Reading(files) + (files.Count * (PerImageEvaluated + (PerMacEvaluated * Macs(model))));
    }

    private static long Macs(SqueezeNetModel model)
    {
        return StageShape.Cut(model).Sum(stage => stage.Macs);
    }
}
